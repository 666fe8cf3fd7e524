const project = (name, folder) => ({
  displayName: name,
  rootDir: __dirname,
  testMatch: [`<rootDir>/${folder}/**/*.test.ts`],
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
    '\\.(css|script)$': '<rootDir>/test/text-file.cjs',
  },
  extensionsToTreatAsEsm: [],
});

module.exports = { projects: [project('unit', 'test'), project('e2e', 'e2e')] };
