import { describe, expect, test } from 'vitest';
import { aWish } from '#test/benefits.ts';
import {
	apply,
	benefitsOf,
	blanksOf,
	columns,
	countUndecided,
	emptySheet,
	organisationsOf,
	partiesOf,
	seenOf,
	sheetAt,
	type Operation,
	type OperationKind,
	type Sheet,
} from './sheet.ts';
import { mostParties, whyNot, wishesOfColumn, wishFrom, type Reach } from './wishes.ts';

/** A sheet and a pen: what is written is admitted first. */
function aSheet() {
	const sheet = emptySheet();
	const operations: Operation[] = [];
	function write(kind: OperationKind, fields: Record<string, unknown> = {}, reach: Reach = 'all') {
		const wish = aWish(kind, fields);
		const refused = whyNot(sheet, wish, reach);
		if (refused) return { refused, item: wish.item, id: wish.id };
		const seq = sheet.seq + 1;
		const builtOnSeq = operations.find(({ id }) => id === wish.builtOn)?.seq ?? 0;
		const operation = { ...wish, builtOnSeq, seq };
		operations.push(operation);
		apply(sheet, operation);
		return { refused, item: wish.item, id: wish.id };
	}
	const { item: own } = write('party.add', { text: '灯山町会' });
	return { sheet, operations, write, own };
}

const cellOf = (sheet: Sheet, row: string) => {
	const cell = sheet.parties[row]?.cells.trouble;
	if (!cell) throw new Error('no such row');
	return cell;
};

describe('two tables write the same cell', () => {
	test('both wordings stay until somebody who has seen both chooses', () => {
		const { sheet, write, own } = aSheet();
		const at = { item: own, column: 'trouble' };
		write('cell.set', { ...at, text: '公園が暗い', base: 0 });
		write('cell.set', { ...at, text: '見回る人がいない', base: 0 });
		const cell = cellOf(sheet, own);
		expect(cell.text).toBe('公園が暗い');
		expect(cell.alternatives.map(({ text }) => text)).toEqual(['見回る人がいない']);
		expect(countUndecided(sheet)).toBe(1);
		write('cell.set', { ...at, text: '見回る人がいない', base: seenOf(cell) });
		expect(cellOf(sheet, own)).toMatchObject({ text: '見回る人がいない', alternatives: [] });
		expect(countUndecided(sheet)).toBe(0);
	});

	test('whoever chose without having seen the third leaves the third', () => {
		const { sheet, write, own } = aSheet();
		const at = { item: own, column: 'trouble' };
		write('cell.set', { ...at, text: '一', base: 0 });
		write('cell.set', { ...at, text: '二', base: 0 });
		const seen = seenOf(cellOf(sheet, own));
		write('cell.set', { ...at, text: '三', base: 0 });
		write('cell.set', { ...at, text: '二', base: seen });
		expect(cellOf(sheet, own)).toMatchObject({ text: '二', alternatives: [{ text: '三' }] });
	});

	test('who mends their own words before they are saved has one wording, beside what others wrote meanwhile', () => {
		const { sheet, write, own } = aSheet();
		const at = { item: own, column: 'trouble', base: 0 };
		write('cell.set', { ...at, text: '公園が暗い' });
		const { id } = write('cell.set', { ...at, text: '見回る人がい' });
		write('cell.set', { ...at, text: '見回る人がいない', builtOn: id });
		expect(cellOf(sheet, own)).toMatchObject({
			...{ text: '公園が暗い', alternatives: [{ text: '見回る人がいない' }] },
		});
	});

	test('the same words twice are no other wording, and a blank never stands beside words', () => {
		const { sheet, write, own } = aSheet();
		const at = { item: own, column: 'trouble' };
		write('cell.set', { ...at, text: '暗い', base: 0 });
		write('cell.set', { ...at, text: '暗い', base: 0 });
		write('cell.set', { ...at, text: '', base: 0 });
		expect(cellOf(sheet, own)).toMatchObject({ text: '暗い', alternatives: [] });
	});

	test('相利 that are added at once are simply several', () => {
		const { sheet, write, own } = aSheet();
		write('benefit.add', { partyId: own, text: '人が増える', benefitKind: 'situation' });
		write('benefit.add', { partyId: own, text: '寄付が集まる', benefitKind: 'money' });
		expect(benefitsOf(sheet, own).map(({ kind }) => kind)).toEqual(['situation', 'money']);
	});

	test('an edit brings back what was taken away meanwhile', () => {
		const { sheet, write, own } = aSheet();
		const { item } = write('benefit.add', { partyId: own, text: '安心', benefitKind: 'spirit' });
		const base = sheet.seq;
		write('benefit.remove', { item });
		expect(benefitsOf(sheet, own)).toEqual([]);
		write('benefit.change', { item, text: '安心して眠れる', base });
		expect(benefitsOf(sheet, own).map(({ words }) => words.text)).toEqual(['安心して眠れる']);
	});
});

test('the own row stays first, whatever is moved; the others stand where they are put', () => {
	const { sheet, write, own } = aSheet();
	const { item: school } = write('party.add', { text: '小学校のPTA' });
	const { item: shop } = write('party.add', { text: '角の店' });
	write('party.place', { item: shop, after: own });
	expect(partiesOf(sheet).map(({ name }) => name.text)).toEqual([
		'灯山町会',
		'角の店',
		'小学校のPTA',
	]);
	expect(write('party.place', { item: own, after: school }).refused).toBe('benefits_own_row_stays');
	expect(write('party.remove', { item: own }).refused).toBe('benefits_own_row_stays');
});

test('who leaves keeps the row and its words, and nothing is written there until it comes back', () => {
	const { sheet, write, operations } = aSheet();
	const { item: shop } = write('party.add', { text: '角の店' });
	write('cell.set', { item: shop, column: 'role', text: '鍵を預かる' });
	write('party.leave', { item: shop });
	expect(partiesOf(sheet)).toHaveLength(2);
	expect(sheet.parties[shop]?.cells.role.text).toBe('鍵を預かる');
	expect(blanksOf(sheet).map(({ partyId }) => partyId)).not.toContain(shop);
	const said = { item: shop, column: 'role', text: 'ほか', base: 9 };
	expect(write('cell.set', said).refused).toBe('benefits_party_left');
	expect(write('benefit.add', { partyId: shop, text: '客', benefitKind: 'money' }).refused).toBe(
		'benefits_party_left',
	);
	write('party.return', { item: shop });
	expect(write('cell.set', said).refused).toBeUndefined();
	// an earlier version holds it as it was
	expect(sheetAt(operations, 3).parties[shop]).toMatchObject({ leftSeq: 0 });
});

test('blanks are lawful: every column of every row may be empty, and is said to be', () => {
	const { sheet, write } = aSheet();
	write('party.add', { text: '角の店' });
	expect(blanksOf(sheet)).toHaveLength(2 * (columns.length + 1));
	expect(blanksOf(sheet).filter(({ column }) => column === 'benefit')).toHaveLength(2);
});

describe('what is refused', () => {
	const organisationId = '01890000-0000-7000-8000-00000000000a';
	const other = '01890000-0000-7000-8000-00000000000b';

	test.each([
		['cell.set', { text: 'あ'.repeat(601), column: 'role' }, 'benefits_words_too_long'],
		['cell.set', { text: '困る' }, 'refusal_not_valid'],
		['party.rename', { text: '' }, 'benefits_name_missing'],
		['party.rename', { text: 'あ'.repeat(101) }, 'benefits_name_too_long'],
	] as const)('%s %#', (kind, fields, refused) => {
		const { write, own } = aSheet();
		expect(write(kind, { item: own, ...fields }).refused).toBe(refused);
	});

	test('rows that are not there, and more rows than a table has', () => {
		const { write, own } = aSheet();
		const unknown = { item: other, column: 'role', text: '当番' };
		expect(write('cell.set', unknown).refused).toBe('benefits_party_unknown');
		expect(write('benefit.add', { partyId: own, text: '安心' }).refused).toBe('refusal_not_valid');
		for (let n = 1; n < mostParties; n++) write('party.add', { text: `団体${n}` });
		expect(write('party.add', { text: 'もう一つ' }).refused).toBe('benefits_is_full');
	});

	test('an organisation of the directory has one row and one name', () => {
		const { write } = aSheet();
		const { item } = write('party.add', { text: '髙﨑食堂', organisationId });
		expect(write('party.add', { text: '髙﨑食堂', organisationId }).refused).toBe(
			'benefits_party_there',
		);
		expect(write('party.rename', { item, text: '別の名' }).refused).toBe('refusal_not_valid');
	});

	test('a member writes its own row only', () => {
		const { sheet, write, own } = aSheet();
		const reach = { organisationIds: [organisationId] };
		const add = { text: '髙﨑食堂', organisationId };
		const { item: mine } = write('party.add', add, reach);
		expect(organisationsOf(sheet)).toEqual([organisationId]);
		const said = { column: 'trouble', text: '場所がない' };
		expect(write('cell.set', { item: mine, ...said }, reach).refused).toBeUndefined();
		const gain = { text: '場所ができる', benefitKind: 'goods' };
		const { item: benefit, refused } = write('benefit.add', { partyId: mine, ...gain }, reach);
		expect(refused).toBeUndefined();
		expect(write('benefit.change', { item: benefit, ...gain }, reach).refused).toBeUndefined();
		for (const [kind, fields] of [
			['cell.set', { item: own, ...said }],
			['benefit.add', { partyId: own, ...gain }],
			['activity.set', { text: '灯り' }],
			['party.place', { item: mine, after: '' }],
			['party.add', { text: 'ほかの団体', organisationId: other }],
			['party.add', { text: '名前だけ' }],
		] as const)
			expect(write(kind, fields, reach).refused).toBe('refusal_not_allowed');
		expect(write('cell.set', { item: mine, ...said }, 'none').refused).toBe('refusal_not_allowed');
	});
});

describe('what a form sends', () => {
	test('one column for all rows: only what somebody changed is a wish', () => {
		const [a, b, c] = ['a', 'b', 'c'].map((end) => `01890000-0000-7000-8000-00000000000${end}`);
		const id = '01890000-0000-7000-8000-0000000000f0';
		const fields = {
			column: 'trouble',
			[`text-${a}`]: '公園が\r\n暗い ',
			[`was-${a}`]: '公園が\n暗い',
			[`id-${a}`]: id,
			[`text-${b}`]: '人が足りない',
			[`was-${b}`]: '',
			[`base-${b}`]: '7',
			[`id-${b}`]: id,
			[`text-${c}`]: '',
			[`was-${c}`]: '消される',
			[`id-${c}`]: id,
			'text-nobody': '行ではない',
		};
		expect(wishesOfColumn(fields)).toMatchObject([
			{ kind: 'cell.set', item: b, column: 'trouble', text: '人が足りない', base: 7 },
			{ kind: 'cell.set', item: c, column: 'trouble', text: '' },
		]);
		const gains = { column: 'benefit', [`text-${a}`]: '安心', [`benefitKind-${a}`]: 'spirit' };
		expect(wishesOfColumn(gains, () => id)).toMatchObject([
			{ kind: 'benefit.add', partyId: a, text: '安心', benefitKind: 'spirit', item: id },
		]);
	});

	test.each([{}, { kind: 'party.add' }, { kind: 'cell.set', id: 'x' }, { kind: 'table.burn' }])(
		'%j is no wish',
		(fields) => {
			expect(wishFrom(fields)).toBeUndefined();
		},
	);

	test('where words were taken from is read from a form and from the outbox alike', () => {
		const id = '01890000-0000-7000-8000-00000000000a';
		const origin = { kind: 'opinion', id, part: 0 };
		expect(aWish('cell.set', { origin: `opinion/${id}/0` }).origin).toEqual(origin);
		expect(aWish('cell.set', { origin }).origin).toEqual(origin);
		expect(aWish('cell.set', { origin: `concern/${id}/0` }).origin).toBeNull();
		expect(aWish('cell.set', { origin: 'opinion/x' }).origin).toBeNull();
	});

	test('names keep their letters: 髙﨑, variation selectors, &', () => {
		const name = '葛󠄀城 NPO法人You&ゆう 髙﨑';
		expect(aWish('party.add', { text: ` ${name}\n` }).text).toBe(name);
	});
});
