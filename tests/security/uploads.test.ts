/** Files that people send: what they are is decided by their content, and a picture tells nothing but the picture. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { newTestId, testDatabase, testTime } from '#test/database.ts';
import { aCouncil } from '#test/people.ts';
import { jpegOf } from '../../demo/seed/jpeg.ts';
import {
	fileResponse,
	files,
	keepFile,
	largestFile,
	mediaTypeOf,
} from '../../src/lib/server/files.ts';
import { withoutMetadata } from '../../src/lib/server/picture-metadata.ts';
import { hostileTexts } from './values.ts';

const folder = mkdtempSync(join(tmpdir(), 'otagaisama-uploads-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const plain = jpegOf({ width: 16, height: 16, points: new Uint8Array(256).fill(200) });

const segment = (kind: number, body: Buffer) => {
	const head = Buffer.from([0xff, kind, 0, 0]);
	head.writeUInt16BE(body.length + 2, 2);
	return Buffer.concat([head, body]);
};

/** As a telephone writes it: lying on its side (6), with the place where it was taken. */
const exif = segment(
	0xe1,
	Buffer.concat([
		Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x02', 'latin1'),
		Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]),
		Buffer.from([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 40]),
		Buffer.from('\0\0\0\0GPSLatitude 34.0703 PhoneOfHanako', 'latin1'),
	]),
);

function taken(): Buffer {
	const comment = segment(0xfe, Buffer.from('by Hanako'));
	const xmp = segment(
		0xe1,
		Buffer.from('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>GPS</x:xmpmeta>'),
	);
	const behind = Buffer.from('<script>alert(1)</script>PK\x03\x04');
	return Buffer.concat([plain.subarray(0, 2), exif, xmp, comment, plain.subarray(2), behind]);
}

test('a photograph loses place, device, comments and what hides behind it, and stays the right way up', () => {
	const clean = Buffer.from(withoutMetadata('image/jpeg', taken()) ?? []);
	expect(clean.toString('latin1')).not.toMatch(/GPS|Hanako|xmp|script|PK/);
	expect(clean.includes(Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]))).toBe(true);
	// everything from the first table on is the same picture
	expect(clean.subarray(-plain.length + 20).equals(Buffer.from(plain.subarray(20)))).toBe(true);
	expect(withoutMetadata('image/jpeg', clean)).toEqual(clean);
});

test('a picture without anything beside it stays as it is', () => {
	expect(Buffer.from(withoutMetadata('image/jpeg', plain) ?? [])).toEqual(Buffer.from(plain));
});

test('a PNG loses its texts and what stands behind its end', () => {
	const chunk = (name: string, body: string) => {
		const frame = Buffer.alloc(12 + body.length);
		frame.writeUInt32BE(body.length, 0);
		frame.write(name + body, 4, 'latin1');
		return frame;
	};
	const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	const png = Buffer.concat([
		...[start, chunk('IHDR', 'x'.repeat(13)), chunk('tEXt', 'GPS'), chunk('eXIf', 'Hanako')],
		...[chunk('IDAT', 'picture'), chunk('IEND', ''), Buffer.from('<script>')],
	]);
	const clean = Buffer.from(withoutMetadata('image/png', png) ?? []).toString('latin1');
	expect(clean).toContain('picture');
	expect(clean).not.toMatch(/GPS|Hanako|script/);
});

test.each([
	['a cut-off JPEG', 'image/jpeg', plain.subarray(0, 40)],
	[
		'only the first bytes of a JPEG',
		'image/jpeg',
		Buffer.from('\xff\xd8\xff\xe0<script>', 'latin1'),
	],
	[
		'a segment that is longer than the file',
		'image/jpeg',
		Buffer.from('\xff\xd8\xff\xe1\xff\xffab', 'latin1'),
	],
	[
		'only the first bytes of a PNG',
		'image/png',
		Buffer.from('\x89PNG\r\n\x1a\n<script>', 'latin1'),
	],
	[
		'a chunk that is longer than the file',
		'image/png',
		Buffer.from('\x89PNG\r\n\x1a\n\xff\xff\xff\xffIDATabcd', 'latin1'),
	],
] as const)('%s is no picture', (_what, type, content) => {
	expect(withoutMetadata(type, content)).toBeUndefined();
});

test.each([
	'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
	'<?xml version="1.0"?><svg onload="alert(1)"/>',
	'<!doctype html><script>alert(1)</script>',
	'GIF89a=1;alert(1)',
	'PK\x03\x04',
	'MZ\x90\0',
	'#!/bin/sh',
	' %PDF-1.7',
	'',
])('%j is no file that is taken, whatever it is called', (content) => {
	expect(mediaTypeOf(Buffer.from(content, 'latin1'))).toBeUndefined();
});

const names = [
	'../../../etc/passwd.pdf',
	'..\\..\\windows\\win.ini.pdf',
	'/etc/passwd',
	'C:\\x.pdf',
	'a"; filename=evil.html; x=".pdf',
	'写真\r\nset-cookie: stolen=1.pdf',
	'\u202efdp.exe',
	'nul\0.pdf',
	'\ud800.pdf',
	`${'長'.repeat(119)}\u{20bb7}\u{20bb7}.pdf`,
	'',
	...hostileTexts,
];

test('whatever a file is called, it lies in its folder, and its name is only a name', async () => {
	const { sato, operatorId } = await aCouncil();
	const database = await testDatabase();
	const pdf = Buffer.from('%PDF-1.7\n<script>alert(1)</script>');
	const rows = await database.as(sato, async (tx) => {
		const work = { tx, actor: sato, now: () => testTime, newId: newTestId };
		for (const name of names)
			await keepFile(
				work,
				folder,
				{ name, content: pdf },
				{ kind: 'concern', id: newTestId() },
				'scan',
			);
		return tx.select().from(files);
	});
	expect(rows).toHaveLength(names.length);
	for (const row of rows) {
		expect(row.name).not.toMatch(/[\p{Cc}\p{Cf}/\\]/u);
		const path = resolve(folder, 'files', operatorId, row.id);
		expect(readFileSync(path).equals(pdf)).toBe(true);
		const { headers } = await fileResponse(folder, row);
		expect(headers.get('content-disposition')).toMatch(
			/^attachment; filename\*=UTF-8''[\w%.!~-]+$/,
		);
		expect(headers.get('content-security-policy')).toContain('sandbox');
		expect(headers.get('x-content-type-options')).toBe('nosniff');
	}
});

test('a file that is too large is refused before anything is written', async () => {
	const { sato } = await aCouncil();
	const database = await testDatabase();
	const content = Buffer.alloc(largestFile + 1, '%PDF-1.7 ');
	const kept = database.as(sato, (tx) =>
		keepFile(
			{ tx, actor: sato, now: () => testTime, newId: newTestId },
			folder,
			{ name: 'x.pdf', content },
			{ kind: 'concern', id: newTestId() },
			'scan',
		),
	);
	await expect(kept).rejects.toMatchObject({ problems: [{ message: 'file_too_large' }] });
});
