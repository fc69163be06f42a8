/**
 * Hostile texts in every column that keeps what somebody wrote, then every page, list, file and print of the program:
 * what was written is shown as text, and nothing else happens.
 */
import { parse } from 'csv-parse/sync';
import { expect, test, type APIRequestContext, type Page } from '@playwright/test';
import { addressOf } from '../../access/routes.ts';
import { here, signedIn, type Role } from '../../access/world.ts';
import { addressesOf, doorOf, table } from '../discovery.ts';
import { fillEverything } from '../fill.ts';
import { closeOwner } from '../fingerprint.ts';
import { lookAt } from '../markup.ts';
import { hostileTexts, mark } from '../values.ts';

const readers = ['secretariat', 'visitor'] as const satisfies readonly Role[];
const doors = new Map<Role, APIRequestContext>();
let reader: Page;

test.beforeAll(async ({ playwright, baseURL, browser }) => {
	for (const role of readers) doors.set(role, await signedIn(playwright, baseURL ?? '', role));
	reader = await browser.newPage();
	const { filled } = await fillEverything();
	expect(filled.length).toBeGreaterThan(150);
});

test.afterAll(async () => {
	for (const door of doors.values()) await door.dispose();
	await reader.close();
	await closeOwner();
});

test('the look finds what it must find', async () => {
	for (const text of hostileTexts.filter(
		(one) => /<[a-z/]/i.test(one) && !/&lt;|^<!--/.test(one),
	)) {
		expect((await lookAt(reader, `<p>${text}</p>`)).problems, text).not.toEqual([]);
	}
	const attributes = hostileTexts.filter((one) => one.startsWith('"'));
	for (const text of attributes)
		expect((await lookAt(reader, `<input value="${text}">`)).problems).not.toEqual([]);
	for (const text of hostileTexts.filter((one) => /^(?:javascript|data):/.test(one)))
		expect((await lookAt(reader, `<a href="${text}">x</a>`)).problems).not.toEqual([]);
	expect(await lookAt(reader, '<p><a href="/x">x</a></p>')).toEqual({
		isMarked: false,
		problems: [],
	});
});

const shown = { pages: 0, marked: 0, files: 0 };

async function problemsOf(
	door: APIRequestContext,
	address: string,
	cookie = '',
): Promise<string[]> {
	const response = await door.get(address, cookie ? { headers: { cookie } } : {});
	const status = response.status();
	if (status >= 500) return [`${status}`];
	if (status !== 200) return [];
	const type = response.headers()['content-type'] ?? '';
	if (/^text\/html/.test(type)) {
		const { isMarked, problems } = await lookAt(reader, await response.text());
		shown.pages++;
		if (isMarked) shown.marked++;
		return problems;
	}
	shown.files++;
	if (!response.headers()['x-content-type-options'])
		return ['a file that browsers may guess about'];
	if (/^text\/csv/.test(type)) return cellsOf(await response.text());
	if (/^application\/json/.test(type)) return [];
	// a cell of a workbook carries its type: text is no formula there
	const isAttachment = /^attachment/.test(response.headers()['content-disposition'] ?? '');
	if (
		/^(?:application\/pdf|image\/(?:png|jpeg)|application\/vnd\.openxml)/.test(type) &&
		isAttachment
	)
		return [];
	// a new kind of answer needs a look of its own, here
	return [`unknown kind ${type}`];
}

/** Cells that a spreadsheet would run. */
function cellsOf(csv: string): string[] {
	const rows: string[][] = parse(csv, { bom: true, relax_column_count: true });
	return rows.flat().filter((cell) => /^\s*[=+@＝＋＠\t\r]|^\s*[-－](?![\d,.]+%?$)/u.test(cell));
}

for (const [route, row] of table) {
	if (row.method === 'HEAD') continue;
	test(`what people wrote is only text on ${route}`, async () => {
		const wrong: string[] = [];
		for (const address of await addressesOf(route, row)) {
			for (const [role, door] of doors)
				for (const problem of await problemsOf(door, address)) wrong.push(`${role}: ${problem}`);
		}
		expect(wrong).toEqual([]);
	});
}

test('readings above the words open nothing', async ({ playwright, baseURL }) => {
	const door = await signedIn(playwright, baseURL ?? '', 'secretariat');
	await door.post('/display', {
		form: { locale: 'ja-simple' },
		headers: { origin: baseURL ?? '' },
	});
	const wrong: string[] = [];
	for (const [route, row] of table) {
		if (row.method === 'HEAD') continue;
		const address = await addressOf(route, row, here);
		if (!address) continue;
		for (const problem of await problemsOf(door, address)) wrong.push(`${route}: ${problem}`);
	}
	await door.dispose();
	expect(wrong).toEqual([]);
});

test('in a real browser nothing runs, and nothing is fetched from elsewhere', async ({
	browser,
	baseURL,
}) => {
	const origin = baseURL ?? '';
	const context = await browser.newContext({
		storageState: await doorOf(doors, 'secretariat').storageState(),
	});
	const page = await context.newPage();
	const happened: string[] = [];
	page.on('dialog', (dialog) => {
		happened.push(`dialog on ${page.url()}`);
		void dialog.dismiss();
	});
	page.on('request', (request) => {
		const { protocol, origin: target } = new URL(request.url());
		if (target !== origin && protocol !== 'data:' && protocol !== 'blob:')
			happened.push(`${page.url()} asks ${request.url()}`);
	});
	page.on('console', (message) => {
		if (/Content Security Policy|Refused to/i.test(message.text()))
			happened.push(`${page.url()}: ${message.text()}`);
	});
	// the look above saw them all; this asks whether a browser sees the same
	for (const [index, [route, row]] of table.entries()) {
		const address =
			index % 3 === 0 || /boards|hall/.test(route) ? await addressOf(route, row, here) : '';
		if (
			!address ||
			row.method === 'HEAD' ||
			/\.csv$|\/(?:file|scan|files|operations)\b/.test(address)
		)
			continue;
		await page.goto(origin + address, { waitUntil: 'domcontentloaded' }).catch((failure: Error) => {
			// a file is no page
			if (!failure.message.includes('Download is starting')) throw failure;
		});
		if (await page.evaluate((name) => name in window, mark))
			happened.push(`a script ran on ${address}`);
	}
	await context.close();
	expect(happened).toEqual([]);
});

test('what was written was indeed to be seen', () => {
	expect(shown.marked).toBeGreaterThan(shown.pages / 3);
	expect(shown.files).toBeGreaterThan(10);
});
