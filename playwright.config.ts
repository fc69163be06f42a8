/**
 * Journeys through the built program in a real browser, and the walk over all routes. One program with the demo region
 * is started for the run, on its own data folder, and stops with it.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { defineConfig } from '@playwright/test';
import { browserFlags } from './scripts/browser.ts';

const port = Number(process.env.JOURNEYS_PORT ?? 4370);
// the workers of the run read this file again: they must find the same folder
process.env.JOURNEYS_DATA ??= mkdtempSync(join(tmpdir(), 'otagaisama-journeys-'));

const browser = {
	browserName: 'chromium' as const,
	locale: 'ja-JP',
	timezoneId: 'Asia/Tokyo',
	launchOptions: {
		args: browserFlags,
		...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
	},
};

export default defineConfig({
	testDir: 'tests',
	testMatch: '**/*.spec.ts',
	outputDir: 'test-results',
	fullyParallel: false,
	workers: 1,
	timeout: 120_000,
	// a machine that does other things as well
	expect: { timeout: 20_000 },
	reporter: [['list']],
	use: { baseURL: `http://127.0.0.1:${port}`, ...browser },
	projects: [
		{ name: 'access', testMatch: 'access/**/*.spec.ts' },
		{ name: 'security', testMatch: 'security/*.spec.ts' },
		{
			name: 'desktop',
			testMatch: 'journeys/**/*.spec.ts',
			use: { viewport: { width: 1280, height: 900 } },
		},
		{
			name: 'phone without JavaScript',
			testMatch: 'journeys/**/*.spec.ts',
			use: {
				viewport: { width: 320, height: 720 },
				javaScriptEnabled: false,
				isMobile: true,
				hasTouch: true,
			},
		},
		// last, because it writes into everything
		{ name: 'written', testMatch: 'security/written/*.spec.ts' },
	],
	webServer: {
		command: 'node scripts/start.ts',
		url: `http://127.0.0.1:${port}/readyz`,
		timeout: 300_000,
		reuseExistingServer: process.env.JOURNEYS_REUSE === '1',
		stdout: 'pipe',
		gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
		env: {
			PORT: String(port),
			OTAGAISAMA_DATA: process.env.JOURNEYS_DATA,
			PUBLIC_ORIGIN: `http://127.0.0.1:${port}`,
			LOG_LEVEL: 'warn',
		},
	},
});
