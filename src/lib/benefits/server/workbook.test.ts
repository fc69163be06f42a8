import { expect, test } from 'vitest';
import { unzipped } from '#test/docx.ts';
import type { Line } from './export.ts';
import { workbookOf } from './workbook.ts';

const blank = { party: '', trouble: '', purpose: '', activity: '', role: '', benefit: '' };
const row = (fields: Partial<Line>): Line => ({ ...blank, realised: '', ...fields });

test('a table as a workbook: a head on every page, and rows as high as their longest cell', async () => {
	const file = await workbookOf('灯り', [
		row({ party: '髙﨑&葛󠄀城の会', role: '当番' }),
		row({
			party: '町会',
			trouble: '夕方の公園が暗く、見回る人が足りない。\n雨の日はだれも通らない。',
		}),
	]);
	const parts = unzipped(Buffer.from(file));
	const xml = (name: string) => parts.get(name)?.toString('utf8') ?? '';
	const sheet = xml('xl/worksheets/sheet1.xml');
	const heights = [...sheet.matchAll(/<row [^>]* ht="([\d.]+)"/g)].map(([, height]) =>
		Number(height),
	);
	// 19 letters take two lines of a column, and one line follows
	expect(heights).toEqual([22, 22, 58]);
	expect(sheet).toContain('orientation="landscape"');
	expect(xml('xl/workbook.xml')).toContain('$1:$1</definedName>');
	expect(xml('xl/sharedStrings.xml')).toContain('髙﨑&amp;葛󠄀城の会');
	// empty cells have their lines too: the blanks are to be written in
	expect([...sheet.matchAll(/<c r="[A-G]2" [^>]*s="\d"/g)]).toHaveLength(7);
});
