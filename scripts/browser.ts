/** Where is a Chromium? Prints its path; root on Debian gets Debian's own installed. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const places = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/usr/bin/microsoft-edge',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** For a browser that only sees pages of this machine, often inside a container. */
export const browserFlags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

export function findBrowser(): string | undefined {
	return [process.env.CHROMIUM_PATH ?? '', ...places].find(isExecutable);
}

export const noBrowser =
	'Chromium が見つかりません。chromium または Google Chrome を入れるか、CHROMIUM_PATH にその場所を指定してください。' +
	'\nNo Chromium found: install chromium or Google Chrome, or name it in CHROMIUM_PATH.';

/** Finds a browser, or installs one where that needs no questions. */
export async function browserForTests(): Promise<string | undefined> {
	const found = findBrowser();
	if (found || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return found;
	console.log('· Chromium を入れています… / installing Chromium');
	for (let attempt = 1; ; attempt++) {
		try {
			apt('update', '-qq');
			apt('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk');
			return findBrowser();
		} catch (failure) {
			// mirrors are often away for a moment
			if (attempt === 5) throw failure;
			await sleep(8_000);
		}
	}
}

function apt(...words: string[]): void {
	execFileSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...words], {
		stdio: ['ignore', 'ignore', 'inherit'],
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
	});
}

function isExecutable(path: string): boolean {
	if (!path) return false;
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const path = await browserForTests();
	console.log(path ?? noBrowser);
	if (!path) process.exitCode = 1;
}
