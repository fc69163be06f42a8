import { defineConfig, globalIgnores } from 'eslint/config';
import type { AST, Rule } from 'eslint';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

type Comment = { value: string; loc?: AST.SourceLocation | null | undefined };

/** A rule may be switched off where that is right, never without saying why: `-- the reason`. */
const disableWithReason: Rule.RuleModule = {
	meta: { type: 'problem', schema: [] },
	create: (context) => {
		function check({ value, loc }: Comment) {
			if (!loc || !/^\s*eslint-disable/.test(value) || /\s--\s+\S{3,}/.test(value)) return;
			context.report({ loc, message: 'Say after " -- " why this rule does not apply here.' });
		}
		return {
			Program: () => context.sourceCode.getAllComments().forEach(check),
			SvelteHTMLComment: (node: Rule.Node) => {
				if ('value' in node && typeof node.value === 'string')
					check({ ...node, value: node.value });
			},
		};
	},
};

export default defineConfig(
	globalIgnores([
		'build/',
		'.svelte-kit/',
		'data/',
		'src/lib/paraglide/',
		'static/enhance.js',
		'static/passkey.js',
		'test-results/',
	]),
	ts.configs.strict,
	svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.node, ...globals.browser } },
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		plugins: { own: { rules: { 'disable-with-reason': disableWithReason } } },
		rules: {
			'own/disable-with-reason': 'error',
			// TypeScript knows undefined names better
			'no-undef': 'off',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-non-null-assertion': 'error',
			// `const { secret: _secret, ...shown } = row` leaves a field out
			'@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
			'@typescript-eslint/ban-ts-comment': [
				'error',
				{ 'ts-expect-error': true, 'ts-ignore': true },
			],
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			'svelte/no-at-html-tags': 'error',
			// addresses are made by the rooms' own functions; the program always lives at the root of its host
			'svelte/no-navigation-without-resolve': 'off',
		},
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] } },
	},
);
