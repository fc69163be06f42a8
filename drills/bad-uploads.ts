import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { aWorkbook, aZip } from '../tests/support/workbook.ts';
import { drill, seconds, unkept } from './drill.ts';
import { aBrowser, type Browser } from './stage/browser.ts';
import { aDataFolder, freePort, startProgram } from './stage/program.ts';
import { aTown, slug } from './stage/town.ts';

type Bad = { name: string; content: Uint8Array; type?: string };

export const badUploads = drill({
	row: 'F16',
	fault: 'broken, lying, swollen and infected files, with names that lead elsewhere',
	promised:
		'refused in plain words, or given back unchanged as a download that no browser interprets; nothing left lying about',
	sizes: { full: { every: 1 }, short: { every: 3 } },
	async play(stage, { every }) {
		const dataFolder = aDataFolder(stage);
		const program = await startProgram(stage, dataFolder, await freePort());
		const town = await aTown({ dataFolder });
		const { cookie } = await town.person('事務局', { roles: ['secretariat'] });
		const browser = aBrowser(program.origin, { cookie });
		const papers = corpus().filter((_, index) => index % every === 0);
		const lists = badLists().filter((_, index) => index % every === 0);
		const found = {
			refused: 0,
			neutral: 0,
			unsafe: [] as string[],
			odd: [] as string[],
			longest: 0,
		};

		for (const file of papers) {
			const begin = performance.now();
			const answer = await upload(browser, `/${slug}/desk/concerns/new`, 'scan', file, entered);
			found.longest = Math.max(found.longest, performance.now() - begin);
			if (answer.status === 422 || answer.status === 413) found.refused++;
			else if (answer.status !== 303) found.odd.push(`${file.name}: ${answer.status}`);
			else if (await isNeutral(program.origin, cookie, answer.location, file)) found.neutral++;
			else found.unsafe.push(file.name);
		}
		for (const file of lists) {
			const begin = performance.now();
			const { status } = await upload(browser, `/${slug}/desk/imports`, 'file', file, {
				kind: 'organisations',
			});
			found.longest = Math.max(found.longest, performance.now() - begin);
			if (status === 422 || status === 413) found.refused++;
			else found.odd.push(`${file.name}: ${status}`);
		}
		const folder = join(dataFolder, 'files', town.operatorId);
		const onDisk = existsSync(folder) ? readdirSync(folder) : [];
		const rows = await town.rows<{ id: string }>(
			'select id from files where operator_id = $1',
			town.operatorId,
		);
		const known = new Set(rows.map(({ id }) => id));
		const left = onDisk.filter((name) => !known.has(name));
		const outside = readdirSync(dataFolder).filter((name) => !usual.has(name));
		return {
			done: `${papers.length} papers and ${lists.length} lists: cut, polyglot, bombs, wrong kinds, names with ../ and bidi marks, EICAR`,
			measured: `refused ${found.refused}, neutral downloads ${found.neutral}, unsafe ${found.unsafe.length}, other answers ${found.odd.length}; contents without a row ${left.length}, files elsewhere ${outside.length}; longest answer ${seconds(found.longest)}`,
			broken: [
				...found.unsafe.map((name) => `not neutral: ${name}`),
				...found.odd.map((name) => `not refused: ${name}`),
				...unkept({
					'nothing is left lying about': left.length === 0 && outside.length === 0,
					'the program goes on': !program.output().includes('.ts ended'),
				}),
			],
			late: unkept({ 'an answer within 5 s': found.longest <= 5_000 }),
		};
	},
});

const usual = new Set(['secrets.json', '.running', 'postgres', 'files', 'backups']);
const entered = {
	channel: 'post',
	body: '訓練',
	about: 'other',
	anonymousUse: 'unasked',
	kind: 'notice',
};

async function upload(
	browser: Browser,
	page: string,
	field: string,
	{ name, content, type = 'application/octet-stream' }: Bad,
	fields: Record<string, string>,
) {
	const form = new FormData();
	const all = { ...(await browser.hiddenFields(page)), ...fields };
	for (const [key, value] of Object.entries(all)) form.set(key, value);
	form.set(field, new Blob([new Uint8Array(content)], { type }), name);
	return browser.ask(page, form);
}

/** The same bytes, as an attachment without scripts, under a name that is only a name. */
async function isNeutral(
	origin: string,
	cookie: string,
	place: string,
	file: Bad,
): Promise<boolean> {
	const page = await aBrowser(origin, { cookie }).ask(place);
	const [, path] = /href="([^"]*\/scan\/[0-9a-f-]{36})"/.exec(page.html) ?? [];
	if (!path) return false;
	const answer = await fetch(new URL(path, origin + place), { headers: { cookie } });
	const header = (name: string) => answer.headers.get(name) ?? '';
	const content = Buffer.from(await answer.arrayBuffer());
	return (
		content.equals(Buffer.from(file.content)) &&
		header('content-disposition').startsWith('attachment') &&
		!/\.\.|%2F|%5C|%E2%80%AE/i.test(header('content-disposition')) &&
		header('x-content-type-options') === 'nosniff' &&
		header('content-security-policy').includes('sandbox') &&
		['application/pdf', 'image/png', 'image/jpeg'].includes(header('content-type'))
	);
}

const bytes = (...parts: (string | number[] | Uint8Array)[]) =>
	new Uint8Array(
		Buffer.concat(
			parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))),
		),
	);
const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const jpeg = [0xff, 0xd8, 0xff, 0xe0];
const script = '<script>alert(document.cookie)</script>';
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(
	'',
);

/** A picture of 60,000 × 60,000 dots that weighs next to nothing. */
function pictureBomb(): Uint8Array {
	const head = Buffer.from([0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60, 8, 0, 0, 0, 0]);
	return bytes(png, [0, 0, 0, 13], 'IHDR', head, [0, 0, 0, 0], deflateSync(Buffer.alloc(100_000)));
}

function corpus(): Bad[] {
	const good = bytes('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF');
	const names = [
		...[
			'../../etc/passwd.pdf',
			'..\\..\\windows\\system32.pdf',
			'/etc/cron.d/x.pdf',
			'%2e%2e%2fx.pdf',
		],
		...[
			'a\u202efdp.exe.pdf',
			'a\u0000.pdf',
			`${'長'.repeat(400)}.pdf`,
			'con.pdf',
			'.htaccess',
			'<img src=x onerror=alert(1)>.pdf',
		],
		...['a";x=".pdf', 'a\r\nset-cookie: x=1.pdf', '....//....//x.pdf', 'index.html', '.'],
	];
	return [
		...names.map((name) => ({ name, content: good, type: 'application/pdf' })),
		{ name: 'cut.png', content: bytes(png) },
		{ name: 'cut-head.png', content: bytes(png, [0, 0]) },
		{ name: 'cut.jpg', content: bytes(jpeg) },
		{ name: 'cut.pdf', content: bytes('%PDF-') },
		{ name: 'half.png', content: bytes(png).subarray(0, 4) },
		{ name: 'empty-like.pdf', content: bytes('%PDF') },
		{ name: 'bomb.png', content: pictureBomb() },
		{ name: 'polyglot.jpg', content: bytes(jpeg, script), type: 'image/jpeg' },
		{ name: 'polyglot.png', content: bytes(png, script), type: 'text/html' },
		{ name: 'polyglot.pdf', content: bytes('%PDF-1.7\n', script), type: 'text/html' },
		{ name: 'javascript.pdf', content: bytes('%PDF-1.7\n<</S/JavaScript/JS(app.alert(1))>>') },
		{ name: 'page.pdf', content: bytes(script), type: 'application/pdf' },
		{
			name: 'picture.svg',
			content: bytes(`<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`),
			type: 'image/svg+xml',
		},
		{ name: 'picture.png', content: bytes(`<svg onload="alert(1)"/>`), type: 'image/png' },
		{ name: 'page.html', content: bytes(`<!doctype html>${script}`), type: 'text/html' },
		{ name: 'page.xml', content: bytes('<?xml version="1.0"?><x/>') },
		{ name: 'program.exe', content: bytes('MZ', [0x90, 0, 3]) },
		{ name: 'program.pdf', content: bytes([0x7f], 'ELF', [2, 1, 1]), type: 'application/pdf' },
		{ name: 'shell.jpg', content: bytes('#!/bin/sh\nrm -rf /\n'), type: 'image/jpeg' },
		{ name: 'php.png', content: bytes('<?php system($_GET[0]); ?>') },
		{ name: 'eicar.pdf', content: bytes(eicar), type: 'application/pdf' },
		{ name: 'eicar.txt', content: bytes(eicar), type: 'text/plain' },
		{ name: 'eicar-inside.pdf', content: bytes('%PDF-1.4\n', eicar) },
		{ name: 'archive.zip', content: aZip([['../../evil.sh', 'rm']]) },
		{ name: 'archive.pdf', content: aZip([['/etc/passwd', 'x']]), type: 'application/pdf' },
		{ name: 'moved.pdf', content: bytes(' %PDF-1.4'), type: 'application/pdf' },
		{ name: 'moved.png', content: bytes([0], png), type: 'image/png' },
		{ name: 'zeros.pdf', content: new Uint8Array(1_000_000) },
		{ name: 'gif.png', content: bytes('GIF89a'), type: 'image/png' },
		{ name: 'web.jpg', content: bytes('RIFF', [0, 0, 0, 0], 'WEBP'), type: 'image/jpeg' },
		{ name: 'too-large.pdf', content: bytes('%PDF-1.4\n', new Uint8Array(11_000_000)) },
		{ name: 'much-too-large.pdf', content: bytes('%PDF-1.4\n', new Uint8Array(20_000_000)) },
	];
}

function badLists(): Bad[] {
	const workbook = (xml: string) =>
		aZip([
			['xl/workbook.xml', '<workbook/>'],
			['xl/worksheets/sheet1.xml', xml],
		]);
	const laughs = `<!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 12 }, (_, at) => `<!ENTITY ${String.fromCharCode(98 + at)} "${`&${String.fromCharCode(97 + at)};`.repeat(10)}">`).join('')}]><x>&m;</x>`;
	const whole = aWorkbook({
		name: '名簿',
		rows: [
			['団体名', '電話番号'],
			['ひだまり', ''],
		],
	});
	return [
		{
			name: 'bomb.xlsx',
			content: aZip([
				['xl/workbook.xml', '<workbook/>'],
				['xl/worksheets/sheet1.xml', new Uint8Array(80 * 1024 * 1024)],
			]),
		},
		{
			name: 'lying-bomb.xlsx',
			content: aZip(
				[
					['xl/workbook.xml', '<workbook/>'],
					['xl/worksheets/sheet1.xml', new Uint8Array(80 * 1024 * 1024)],
				],
				10,
			),
		},
		{ name: 'far.xlsx', content: workbook('<c r="A1"/><c r="XFD1048576" t="n"><v>1</v></c>') },
		{ name: 'laughs.xlsx', content: workbook(laughs) },
		{
			name: 'outside.xlsx',
			content: workbook('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'),
		},
		{
			name: 'slip.xlsx',
			content: aZip([
				['../../../tmp/evil', 'x'],
				['xl/workbook.xml', '<workbook/>'],
			]),
		},
		{ name: 'cut.xlsx', content: whole.subarray(0, whole.length / 2) },
		{ name: 'cut-tail.xlsx', content: whole.subarray(0, whole.length - 10) },
		{ name: 'only-head.xlsx', content: bytes([0x50, 0x4b, 3, 4]) },
		{ name: 'archive.xlsx', content: aZip([['a.txt', 'a']]) },
		{ name: 'old.xls', content: bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) },
		{ name: 'program.csv', content: bytes([0x7f], 'ELF', [2, 1, 1, 0, 0, 0]) },
		{ name: 'page.csv', content: bytes('<!DOCTYPE html><table></table>') },
		{ name: 'paper.csv', content: bytes('%PDF-1.7') },
		{ name: 'open.csv', content: bytes('団体名,フリガナ\n"開いたまま,ア\n') },
		{ name: 'zeros.csv', content: new Uint8Array(100_000) },
		{ name: 'wide.csv', content: bytes(`${'あ,'.repeat(200_000)}\n`) },
		{ name: 'eicar.csv', content: bytes(eicar) },
	];
}
