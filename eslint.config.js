import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['lib/', 'dist/', 'coverage/', 'src/wire/generated/', 'test/real/**/*.mjs']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // An underscore says that a value is taken apart to be left out.
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // "this: void" says that a method may be taken off its object.
      '@typescript-eslint/no-invalid-void-type': ['error', { allowAsThisParameter: true }],
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Exports have names.' }],
    },
  },
  // A stranger's code: the package that it imports is not installed here. test/examples compiles it.
  { files: ['examples/**'], extends: [tseslint.configs.disableTypeChecked] },
  {
    // Jest's global setups and teardowns.
    files: [
      'test/support/build-once.ts',
      'test/jail/support/{package-once,remove-packages}.ts',
      'test/packaged/support/{package-gke-once,remove-packaged-gke}.ts',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  { files: ['**/*.js', '**/*.cjs'], languageOptions: { globals: { process: 'readonly', module: 'writable' } } },
);
