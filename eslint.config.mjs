import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const timeComesFromTheClock = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time comes from the Clock you were given.' },
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Time comes from the Clock you were given.' },
  { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: 'Chance comes from the Random you were given.' },
];
const plainShapes = [
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
  { selector: 'ClassDeclaration[superClass=null]', message: 'Prefer createX(deps). Classes are for errors and worklets.' },
];

export default tseslint.config(
  { ignores: ['out/**', 'node_modules/**', 'release/**', 'test-results/**', '**/*.cjs', '**/*.mjs', '*.config.ts', '**/*.d.ts'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { project: ['./tsconfig.node.json', './tsconfig.web.json'] } },
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      // A switch over a union is one decision, however many cases it has.
      complexity: ['error', { max: 12, variant: 'modified' }],
      'max-params': ['error', 3],
      'max-depth': ['error', 3],
      'no-restricted-syntax': ['error', ...plainShapes, ...timeComesFromTheClock],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Index signatures are read with brackets on purpose (noPropertyAccessFromIndexSignature style) where keys are data.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
    },
  },
  {
    // Composition roots make the clock, the ids and the chance that everybody else is given.
    files: ['src/**/index.ts', 'src/headless/**', 'src/main/shell/**', 'src/base/**', 'src/renderer/**', 'e2e/**', 'scripts/**'],
    rules: { 'no-restricted-syntax': ['error', ...plainShapes] },
  },
  {
    files: ['**/*.test.ts', '**/*.test.tsx', '**/testing/**', 'e2e/**', 'src/headless/bench/**'],
    rules: { 'max-lines-per-function': 'off', 'no-restricted-syntax': ['error', ...plainShapes] },
  },
  // React components are markup; their length is not their complexity.
  { files: ['src/renderer/screen/**/*.tsx'], rules: { 'max-lines-per-function': ['error', { max: 140, skipBlankLines: true, skipComments: true }] } },
  { files: ['**/*.worklet.ts'], rules: { 'no-restricted-syntax': ['error', ...timeComesFromTheClock] } },
);
