import type { ActorGroup } from '../organisations/rules.ts';

/**
 * 相利評価表 (徳島, seeds/001): who takes part in one activity, what troubles each, what each wants, what each does for it
 * and what each has of it. A sheet is what its operations made of it: {@link apply} is the only place where it
 * changes, on the server and in the browser alike.
 */

/** Columns with one text a party; 関係者 stands before them and 相利 after them. */
export const columns = ['trouble', 'purpose', 'activity', 'role'] as const;
export type Column = (typeof columns)[number];

/** 金銭的・物質的・精神的・状況の変化 */
export const benefitKinds = ['money', 'goods', 'spirit', 'situation'] as const;
export type BenefitKind = (typeof benefitKinds)[number];

/** What words can be taken from, so that nobody types them again. */
export const originKinds = [
	'preparation',
	'cause',
	'opinion',
	'pillar',
	'result',
	'organisation',
] as const;
export type OriginKind = (typeof originKinds)[number];
/** `part`: which of several texts of the same thing. */
export type Origin = { kind: OriginKind; id: string; part: number };

export const operationKinds = [
	'activity.set',
	'party.add',
	'party.rename',
	'party.place',
	'party.leave',
	'party.return',
	'party.remove',
	'party.restore',
	'cell.set',
	'benefit.add',
	'benefit.change',
	'benefit.remove',
	'benefit.restore',
] as const;
export type OperationKind = (typeof operationKinds)[number];

/** What somebody wants to do. `id` is made where it was typed: the same operation sent twice is one. */
export type Wish = {
	id: string;
	kind: OperationKind;
	/** The party or the 相利; for `*.add` the id it will have. */
	item: string;
	/** What the sender had seen of the text: the number of its last change. */
	base: number;
	/** The sender's own operation whose words this one changes, sent before that had a number; '' for none. */
	builtOn: string;
	text: string;
	column: Column | '';
	/** Of a new 相利. */
	partyId: string;
	benefitKind: BenefitKind | '';
	/** Of a new party: an organisation of the directory, or a position under a name. */
	organisationId: string;
	actorGroup: ActorGroup | '';
	/** After which party it stands; '' behind the first row. */
	after: string;
	origin: Origin | null;
};

/** An admitted operation: its place in the one order of its table, and that of what it builds on (0 for nothing). */
export type Operation = Wish & { seq: number; builtOnSeq: number };

/** A wording that came while somebody else changed the same cell. Both stay until people choose. */
export type Alternative = { seq: number; text: string; origin: Origin | null };

export type Cell = {
	text: string;
	/** The operation that gave it its text; 0 while nobody wrote. */
	seq: number;
	origin: Origin | null;
	alternatives: Alternative[];
};

export type Party = {
	id: string;
	organisationId: string;
	actorGroup: ActorGroup | '';
	name: Cell;
	cells: Record<Column, Cell>;
	/** 抜けた: the operation that said so; 0 while it takes part. */
	leftSeq: number;
	/** 0 while it is there. */
	removedSeq: number;
};

export type Benefit = {
	id: string;
	partyId: string;
	kind: BenefitKind;
	words: Cell;
	/** 相利 stand in the order in which they were written. */
	madeSeq: number;
	removedSeq: number;
};

export type Sheet = {
	seq: number;
	/** The one activity that all of them do together. */
	activity: Cell;
	parties: Record<string, Party>;
	/** The first is one's own row and stays first. */
	order: string[];
	benefits: Record<string, Benefit>;
};

const blank = (): Cell => ({ text: '', seq: 0, origin: null, alternatives: [] });

export function emptySheet(): Sheet {
	return { seq: 0, activity: blank(), parties: {}, order: [], benefits: {} };
}

/** Puts one operation into effect. It was admitted: nothing is judged here, and nothing anybody wrote is lost. */
export function apply(sheet: Sheet, operation: Operation): void {
	sheet.seq = operation.seq;
	const { kind, item } = operation;
	if (kind === 'activity.set') return write(sheet.activity, operation);
	const [noun] = kind.split('.');
	if (noun === 'benefit') return applyToBenefit(sheet, operation);
	if (kind === 'party.add') return addParty(sheet, operation);
	const party = sheet.parties[item];
	if (party) applyToParty(sheet, party, operation);
}

function addParty(sheet: Sheet, operation: Operation): void {
	const { seq, item: id, text, organisationId, actorGroup, origin } = operation;
	sheet.parties[id] = {
		...{ id, organisationId, actorGroup, leftSeq: 0, removedSeq: 0 },
		name: { text, seq, origin, alternatives: [] },
		cells: { trouble: blank(), purpose: blank(), activity: blank(), role: blank() },
	};
	sheet.order.push(id);
}

function applyToParty(sheet: Sheet, party: Party, operation: Operation): void {
	const { kind, seq, column, base } = operation;
	switch (kind) {
		case 'party.rename':
			party.removedSeq = 0;
			write(party.name, operation);
			return;
		case 'cell.set':
			// who writes into a row wants it to be there
			if (party.removedSeq > base) party.removedSeq = 0;
			if (column !== '') write(party.cells[column], operation);
			return;
		case 'party.place':
			place(sheet, operation);
			return;
		case 'party.leave':
			party.leftSeq = seq;
			return;
		case 'party.return':
			party.leftSeq = 0;
			return;
		case 'party.remove':
			party.removedSeq = seq;
			return;
		case 'party.restore':
			party.removedSeq = 0;
	}
}

function applyToBenefit(sheet: Sheet, operation: Operation): void {
	const { kind, seq, item: id, partyId, benefitKind, text, origin, base } = operation;
	if (kind === 'benefit.add') {
		const words = { text, seq, origin, alternatives: [] };
		const own = { id, partyId, kind: benefitKind || ('spirit' as const), words };
		sheet.benefits[id] = { ...own, madeSeq: seq, removedSeq: 0 };
		return;
	}
	const benefit = sheet.benefits[id];
	if (!benefit) return;
	if (kind === 'benefit.remove') benefit.removedSeq = seq;
	else benefit.removedSeq = benefit.removedSeq > base ? 0 : benefit.removedSeq;
	if (kind === 'benefit.restore') benefit.removedSeq = 0;
	if (kind !== 'benefit.change') return;
	if (benefitKind !== '' && hasSeen(operation, benefit.words.seq)) benefit.kind = benefitKind;
	write(benefit.words, operation);
}

/** Whoever had not seen the newest words adds theirs beside them; whoever had seen all of them has chosen. */
function write(cell: Cell, operation: Operation): void {
	const { builtOnSeq, seq, text, origin } = operation;
	const isLate = !hasSeen(operation, cell.seq) && cell.text !== '' && text !== cell.text;
	if (isLate) {
		// who mends their own wording has one, not two
		cell.alternatives = cell.alternatives.filter((other) => other.seq !== builtOnSeq);
		if (text !== '') cell.alternatives.push({ seq, text, origin });
		return;
	}
	cell.alternatives = cell.alternatives.filter(
		(other) => !hasSeen(operation, other.seq) && other.text !== text,
	);
	Object.assign(cell, { text, seq, origin });
}

/** What its sender had on the screen: all up to `base`, and what they wrote themselves just before. */
function hasSeen({ base, builtOnSeq }: Operation, seq: number): boolean {
	return seq <= base || seq === builtOnSeq;
}

/** The own row stays where it is. */
function place(sheet: Sheet, { item, after }: Operation): void {
	const [own, ...others] = sheet.order;
	if (own === undefined || item === own) return;
	const rest = others.filter((id) => id !== item);
	rest.splice(rest.indexOf(after) + 1, 0, item);
	sheet.order = [own, ...rest];
}

/** The number that a change of this cell refers to: everything of its words that one sees. */
export function seenOf(cell: Cell): number {
	return Math.max(cell.seq, ...cell.alternatives.map(({ seq }) => seq));
}

/** The rows as they are shown, one's own first; those that were taken away are left out. */
export function partiesOf(sheet: Sheet): Party[] {
	return sheet.order.flatMap((id) => {
		const party = sheet.parties[id];
		return party && party.removedSeq === 0 ? [party] : [];
	});
}

export function benefitsOf(sheet: Sheet, partyId: string): Benefit[] {
	return Object.values(sheet.benefits)
		.filter((benefit) => benefit.partyId === partyId && benefit.removedSeq === 0)
		.sort((a, b) => a.madeSeq - b.madeSeq);
}

/** Organisations with a row, those that left too: what they wrote stays theirs to read. */
export function organisationsOf(sheet: Sheet): string[] {
	return [...new Set(partiesOf(sheet).flatMap(({ organisationId }) => organisationId || []))];
}

export type Blank = { partyId: string; column: Column | 'benefit' };

/** What nobody has written yet. It is lawful: whoever has no 相利 has no reason to take part yet. */
export function blanksOf(sheet: Sheet): Blank[] {
	return partiesOf(sheet)
		.filter(({ leftSeq }) => leftSeq === 0)
		.flatMap(({ id: partyId, cells }): Blank[] => [
			...columns
				.filter((column) => cells[column].text === '')
				.map((column) => ({ partyId, column })),
			...(benefitsOf(sheet, partyId).length === 0 ? [{ partyId, column: 'benefit' as const }] : []),
		]);
}

/** Every cell of which two wordings stand side by side. */
export function countUndecided(sheet: Sheet): number {
	return cellsOf(sheet).filter(({ alternatives }) => alternatives.length > 0).length;
}

function cellsOf(sheet: Sheet): Cell[] {
	return [
		sheet.activity,
		...partiesOf(sheet).flatMap(({ id, name, cells: own }) => [
			name,
			...columns.map((column) => own[column]),
			...benefitsOf(sheet, id).map(({ words }) => words),
		]),
	];
}

/** What the words of a sheet were taken from, each once. */
export function originsOf(sheet: Sheet): Origin[] {
	const cells = cellsOf(sheet).flatMap((cell) => [cell, ...cell.alternatives]);
	const origins = cells.flatMap(({ origin }) => (origin ? [origin] : []));
	return [...new Map(origins.map((origin) => [`${origin.kind}:${origin.id}`, origin])).values()];
}

/** Every word that people wrote into it, without the names of the parties. */
export function wordsOf(sheet: Sheet): string[] {
	return [
		sheet.activity,
		...partiesOf(sheet).flatMap(({ id, cells }) => [
			...columns.map((column) => cells[column]),
			...benefitsOf(sheet, id).map(({ words }) => words),
		]),
	]
		.flatMap(({ text, alternatives }) => [text, ...alternatives.map((other) => other.text)])
		.filter((text) => text !== '');
}

/** The sheet as it stood after so many of its operations. */
export function sheetAt(operations: readonly Operation[], seq: number): Sheet {
	const sheet = emptySheet();
	for (const operation of operations) if (operation.seq <= seq) apply(sheet, operation);
	return sheet;
}
