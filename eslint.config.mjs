import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const timeComesFromTheClock = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Time comes from the Clock you were given.',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Time comes from the Clock you were given.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Chance comes from the Random you were given.',
  },
];
const plainShapes = [
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
  {
    selector: 'ClassDeclaration[superClass=null]',
    message: 'Prefer createX(deps). Classes are for errors and worklets.',
  },
];

/** A function's own lines, those of the functions inside it not counted: a factory is as long as what it does itself. */
const ownLines = {
  meta: {
    type: 'suggestion',
    schema: [{ type: 'integer' }],
    messages: { long: 'This function has {{lines}} lines of its own; {{max}} are allowed.' },
  },
  create(context) {
    const max = context.options[0];
    const open = [];
    const enter = () => open.push(0);
    const leave = (node) => {
      const all = node.loc.end.line - node.loc.start.line + 1;
      const lines = all - open.pop();
      if (open.length > 0) open[open.length - 1] += all;
      if (lines > max) context.report({ node, messageId: 'long', data: { lines, max } });
    };
    const kinds = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'];
    return Object.fromEntries(
      kinds.flatMap((kind) => [
        [kind, enter],
        [`${kind}:exit`, leave],
      ]),
    );
  },
};

export default tseslint.config(
  {
    ignores: [
      'out/**',
      'node_modules/**',
      'release/**',
      'test-results/**',
      '**/*.cjs',
      '**/*.mjs',
      '*.config.ts',
      '**/*.d.ts',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { project: ['./tsconfig.node.json', './tsconfig.web.json', './tsconfig.preload.json'] },
    },
    plugins: { 'react-hooks': reactHooks, house: { rules: { 'own-lines': ownLines } } },
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'house/own-lines': ['error', 60],
      // A switch over a union is one decision, however many cases it has.
      complexity: ['error', { max: 12, variant: 'modified' }],
      'max-params': ['error', 3],
      'max-depth': ['error', 3],
      'no-restricted-syntax': ['error', ...plainShapes, ...timeComesFromTheClock],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // An AbortSignal changes while we wait; the compiler takes what it saw before an await for the truth.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { ignoreRestSiblings: true, argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
    },
  },
  {
    files: ['src/renderer/screen/**'],
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    // Composition roots make the clock, the ids and the chance that everybody else is given.
    files: [
      'src/**/index.ts',
      'src/headless/**',
      'src/main/shell/**',
      'src/base/**',
      'src/renderer/**',
      'e2e/**',
      'scripts/**',
    ],
    rules: { 'no-restricted-syntax': ['error', ...plainShapes] },
  },
  {
    files: ['**/*.test.ts', '**/*.test.tsx', '**/testing/**', 'e2e/**', 'src/headless/bench/**'],
    rules: { 'house/own-lines': 'off', 'no-restricted-syntax': ['error', ...plainShapes] },
  },
  {
    // In each phase of a call all but the named events mean nothing: there, `default` is the decision.
    files: ['src/domain/call/**'],
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  // React components are markup; their length is not their complexity.
  { files: ['src/renderer/screen/**/*.tsx'], rules: { 'house/own-lines': ['error', 140] } },
  { files: ['**/*.worklet.ts'], rules: { 'no-restricted-syntax': ['error', ...timeComesFromTheClock] } },
);
