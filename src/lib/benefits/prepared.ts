import type { Column, Sheet, Wish } from './sheet.ts';
import { wishFrom } from './wishes.ts';

/** A 準備シート as far as it may stand in a table: what the organisation agreed to show, or all of one's own. */
export type Prepared = {
	id: string;
	organisationId: string;
	name: string;
	/** `part`: its place in {@link partColumns}. */
	texts: readonly { part: number; text: string }[];
};

/** 困っていること → 問題, やりたいこと → 目的, いましている活動 → 活動. */
export const partColumns = ['trouble', 'purpose', 'activity'] as const satisfies readonly Column[];

/**
 * The row of an organisation with what it told before; where the row is there, its words stand beside those that are written
 * already. Nothing where all of it was taken, or where the organisation has left.
 */
export function wishesOfPrepared(
	sheet: Sheet,
	{ id, organisationId, name, texts }: Prepared,
	newId: () => string,
): Wish[] {
	const row = Object.values(sheet.parties).find((party) => party.organisationId === organisationId);
	if (row && row.leftSeq > 0) return [];
	const item = row?.id ?? newId();
	const cells = texts.flatMap(({ part, text }) => {
		const column = partColumns[part];
		const cell = column && row?.cells[column];
		const isThere =
			cell?.text === text || cell?.alternatives.some((other) => other.text === text) === true;
		if (!column || text === '' || isThere) return [];
		const origin = { kind: 'preparation', id, part };
		return [{ id: newId(), kind: 'cell.set', item, column, base: 0, text, origin }];
	});
	if (cells.length === 0) return [];
	const opening = row ? [] : [{ id: newId(), kind: 'party.add', item, organisationId, text: name }];
	return [...opening, ...cells].flatMap((fields) => wishFrom(fields) ?? []);
}
