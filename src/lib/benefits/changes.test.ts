import { describe, expect, test } from 'vitest';
import { newTestId } from '#test/database.ts';
import { changesBetween } from './changes.ts';
import { sheetAt, type Operation } from './sheet.ts';
import { wishFrom } from './wishes.ts';

const [own, shop] = [newTestId(), newTestId()];

/** Operations in the order in which they were written. */
function written(...wishes: Record<string, unknown>[]): Operation[] {
	return wishes.map((fields, index) => {
		const wish = wishFrom({ id: newTestId(), ...fields });
		if (!wish) throw new Error('no wish');
		return { ...wish, seq: index + 1, builtOnSeq: 0 };
	});
}

const start = [
	{ kind: 'party.add', item: own, text: '町会' },
	{ kind: 'party.add', item: shop, text: '角の店' },
	{ kind: 'cell.set', item: own, column: 'trouble', text: '暗い' },
];

const changed = (...more: Record<string, unknown>[]) => {
	const operations = written(...start, ...more);
	return changesBetween(sheetAt(operations, start.length), sheetAt(operations, operations.length));
};

describe('what somebody is told who saw an earlier reading of a table', () => {
	test('is nothing where nobody wrote, or where what was written was taken back', () => {
		expect(changed()).toEqual([]);
		expect(
			changed(
				{ kind: 'cell.set', item: own, column: 'trouble', text: '寒い', base: 3 },
				{ kind: 'cell.set', item: own, column: 'trouble', text: '暗い', base: 4 },
			),
		).toEqual([]);
	});

	test('names the row, the column and the words as they are now', () => {
		expect(
			changed(
				{ kind: 'activity.set', text: '灯りの当番' },
				{ kind: 'cell.set', item: shop, column: 'role', text: '鍵を預かる' },
				{ kind: 'benefit.add', partyId: own, benefitKind: 'spirit', text: '安心' },
			),
		).toEqual([
			{ what: 'activity', text: '灯りの当番' },
			{ what: 'written', name: '町会', column: 'benefit', text: '安心' },
			{ what: 'written', name: '角の店', column: 'role', text: '鍵を預かる' },
		]);
	});

	test('a second wording beside the first is a change too', () => {
		expect(
			changed({ kind: 'cell.set', item: own, column: 'trouble', text: '人手がない', base: 0 }),
		).toEqual([{ what: 'written', name: '町会', column: 'trouble', text: '暗い' }]);
	});

	test('says who came, who left and whose row is gone', () => {
		const young = newTestId();
		expect(
			changed(
				{ kind: 'party.leave', item: own },
				{ kind: 'party.remove', item: shop },
				{ kind: 'party.add', item: young, text: '若い人' },
			),
		).toEqual([
			{ what: 'left', name: '町会' },
			{ what: 'came', name: '若い人' },
			{ what: 'gone', name: '角の店' },
		]);
		expect(
			changed({ kind: 'party.leave', item: own }, { kind: 'party.return', item: own }),
		).toEqual([]);
	});
});
