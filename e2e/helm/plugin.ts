/** Helm 4, with the plugin installed from a folder as npm makes it. */
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { helm4Folder } from '../tools.ts';
import { environment, executable, outputOf, workspace } from '../workspace.ts';

const root = path.join(__dirname, '..', '..');

/** The environment of a Helm 4 that has the plugin. */
export function helm4WithPlugin(): NodeJS.ProcessEnv {
  const home = workspace();
  const env = {
    ...environment,
    PATH: [helm4Folder, environment.PATH].join(path.delimiter),
    HELM_DATA_HOME: path.join(home.folder, 'data'),
  };
  const installed = path.join(home.folder, 'k8ssandra-image-mirror');
  mkdirSync(path.join(installed, 'dist'), { recursive: true });
  copyFileSync(path.join(root, 'plugin.yaml'), path.join(installed, 'plugin.yaml'));
  copyFileSync(path.join(root, 'scripts', 'start.cjs'), path.join(installed, 'dist', 'start.cjs'));
  copyFileSync(executable, path.join(installed, 'dist', 'k8ssandra-image-mirror.cjs'));
  outputOf(home.run(['helm', 'plugin', 'install', installed], { env }));
  return env;
}
