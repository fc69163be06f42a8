import nodeFiles from 'node:fs';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';

/**
 * Paraglide opens all its files (one a text, thousands of them) at once and passes over the ones that cannot be opened. Where a
 * process may have few files open, that leaves texts of yesterday behind; so they are written one after another.
 */
let written: Promise<void> = Promise.resolve();
const files: typeof nodeFiles = {
	...nodeFiles,
	promises: {
		...nodeFiles.promises,
		writeFile: (...file) =>
			(written = written.catch(() => undefined).then(() => nodeFiles.promises.writeFile(...file))),
	},
};

export default defineConfig(({ command }) => ({
	plugins: [
		paraglideVitePlugin({
			project: './project.inlang',
			outdir: './src/lib/paraglide',
			fs: files,
			strategy: ['cookie', 'baseLocale'],
			emitTsDeclarations: true,
			// a page with a running component brings its own texts only; one file a text, which is slow for everything else
			outputStructure: command === 'build' ? 'message-modules' : 'locale-modules',
		}),
		tailwindcss(),
		sveltekit({
			adapter: adapter(),
			compilerOptions: {
				runes: ({ filename }) =>
					filename.split(/[/\\]/).includes('node_modules') ? undefined : true,
			},
			csp: {
				mode: 'auto',
				directives: {
					'default-src': ['self'],
					'script-src': ['self'],
					'style-src': ['self'],
					// the one style of the element that says a new page aloud, on pages with a running component
					'style-src-attr': [
						'unsafe-hashes',
						'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=',
					],
					'img-src': ['self', 'data:', 'blob:'],
					'font-src': ['self'],
					'connect-src': ['self'],
					'object-src': ['none'],
					'base-uri': ['none'],
					'form-action': ['self'],
					'frame-ancestors': ['none'],
				},
			},
		}),
	],
	server: { host: '127.0.0.1', fs: { strict: true } },
	test: {
		include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
		globalSetup: ['tests/support/global-setup.ts'],
		// what the program says is for its operator, not for who reads the results
		env: { LOG_LEVEL: 'silent' },
		testTimeout: 20_000,
		hookTimeout: 60_000,
		maxWorkers: 2,
	},
}));
