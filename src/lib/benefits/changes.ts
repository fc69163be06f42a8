import { benefitsOf, columns, partiesOf, type Column, type Party, type Sheet } from './sheet.ts';

/** What is different between two readings of one table, for somebody who saw only the earlier one. */
export type Change =
	| { what: 'activity'; text: string }
	| { what: 'came' | 'left' | 'returned' | 'gone'; name: string }
	| { what: 'written'; name: string; column: Column | 'benefit'; text: string };

/** In the order of the rows as they are now; the rows that are gone last. */
export function changesBetween(before: Sheet, after: Sheet): Change[] {
	const now = partiesOf(after);
	const there = new Set(now.map(({ id }) => id));
	const gone = partiesOf(before).filter(({ id }) => !there.has(id));
	const activity = after.activity.text;
	return [
		...(activity === before.activity.text ? [] : [{ what: 'activity' as const, text: activity }]),
		...now.flatMap((party) => changesOfParty(before, after, party)),
		...gone.map(({ name }) => ({ what: 'gone' as const, name: name.text })),
	];
}

function changesOfParty(before: Sheet, after: Sheet, { id, name, leftSeq, cells }: Party) {
	const earlier = partiesOf(before).find((party) => party.id === id);
	const who = { name: name.text };
	const changes: Change[] = [];
	if (!earlier) changes.push({ what: 'came', ...who });
	if (leftSeq > 0 && (earlier?.leftSeq ?? 0) === 0) changes.push({ what: 'left', ...who });
	if (leftSeq === 0 && (earlier?.leftSeq ?? 0) > 0) changes.push({ what: 'returned', ...who });
	for (const column of columns) {
		const { text } = cells[column];
		if (wordingsOf(cells[column]) !== (earlier ? wordingsOf(earlier.cells[column]) : ''))
			changes.push({ what: 'written', ...who, column, text });
	}
	const gains = gainsOf(after, id);
	if (gains.join('\n') !== gainsOf(before, id).join('\n'))
		changes.push({ what: 'written', ...who, column: 'benefit', text: gains.join('、') });
	return changes;
}

function wordingsOf({ text, alternatives }: Party['cells'][Column]): string {
	return [text, ...alternatives.map((other) => other.text)].filter(Boolean).join('\n');
}

function gainsOf(sheet: Sheet, partyId: string): string[] {
	return benefitsOf(sheet, partyId).map(({ words }) => wordingsOf(words));
}
