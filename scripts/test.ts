/** `npm test`: rules, commands and drills, then the journeys in a browser on the built program. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { browserForTests, noBrowser } from './browser.ts';
import { ensureBuild } from './build.ts';
import { root } from './groundwork.ts';

function run(program: string, ...words: string[]): void {
	const { status } = spawnSync(process.execPath, [join(root, 'node_modules', program), ...words], {
		cwd: root,
		stdio: 'inherit',
	});
	if (status !== 0) process.exit(status ?? 1);
}

const browser = await browserForTests();
if (!browser) {
	console.error(noBrowser);
	process.exit(1);
}
process.env.CHROMIUM_PATH = browser;
await ensureBuild((line) => console.log(`· ${line}`));
run('vitest/vitest.mjs', 'run');
run('@playwright/test/cli.js', 'test');
