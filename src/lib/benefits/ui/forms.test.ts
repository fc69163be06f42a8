import { expect, test } from 'vitest';
import { aWish } from '#test/benefits.ts';
import { htmlOf } from '#test/render.ts';
import { apply, emptySheet } from '../sheet.ts';
import ColumnStep from './ColumnStep.svelte';
import WholeTable from './WholeTable.svelte';

function aSheet() {
	const sheet = emptySheet();
	const own = aWish('party.add', { text: '灯山町会' });
	const said = { item: own.item, column: 'trouble' };
	const wishes = [
		own,
		aWish('cell.set', { ...said, text: '公園が暗い' }),
		aWish('cell.set', { ...said, text: '人手がない' }),
	];
	for (const [index, wish] of wishes.entries())
		apply(sheet, { ...wish, builtOnSeq: 0, seq: index + 1 });
	return { sheet, own: own.item };
}

test('without scripts a form begins with what stands there: sending it again clears nothing', () => {
	const { sheet, own } = aSheet();
	const html = htmlOf(ColumnStep, {
		...{ sheet, column: 'trouble', reach: 'all', query: '&step=trouble', next: 'purpose' },
	});
	expect(html).toMatch(/<textarea[^>]*name="text-[^>]*>公園が暗い<\/textarea>/);
	expect(html).toContain(`name="was-${own}" value="公園が暗い"`);
	// the number of everything that is shown, the other wording too
	expect(html).toContain(`name="base-${own}" value="3"`);
	expect(html).toContain(`?cell=${own}.trouble#cell-form`);
});

test('a cell of the whole table is written in a form of its own, with both wordings to choose from', () => {
	const { sheet, own } = aSheet();
	const cell = { partyId: own, column: 'trouble' } as const;
	const html = htmlOf(WholeTable, {
		...{ sheet, cell, reach: 'all', material: [], query: `&cell=${own}.trouble`, turn: 0 },
	});
	expect(html).toMatch(/<textarea[^>]*name="text"[^>]*>公園が暗い<\/textarea>/);
	expect(html).toContain('「公園が暗い」にする');
	expect(html).toContain('「人手がない」にする');
	expect(html).toContain('まだ理由がない');
	const read = htmlOf(WholeTable, {
		...{ sheet, cell, reach: 'none', material: [], query: '', turn: 0 },
	});
	expect(read).not.toContain('<form');
});
