#!/usr/bin/env node
// Copied to dist/, where npm finds the command: starts the executable beside it from the cache of compiled code that Node
// keeps, from 22.1 on. A file cannot ask for that on its own behalf, as it is compiled by then. Where the cache's folder
// cannot be written, Node compiles as ever.
require('node:module').enableCompileCache?.();
require('./k8ssandra-image-mirror.cjs');
