import { isBefore, isWritable, linesOf, type SessionState } from '../gatherings/sessions/rules.ts';
import { mayActFor, type Actor } from '../kernel/actor.ts';

/** The parts of a 準備シート; of those that the organisation agreed to show, lines become opinions and notes. */
export const parts = ['whatWeDo', 'troubles', 'wishes'] as const;
export type Part = (typeof parts)[number];

export type Sheet = Record<Part, string>;

/** What the organisation agreed to show; the rest stays with those who were told. */
export function agreedOf({ shown, ...sheet }: Sheet & { shown: readonly Part[] }): Sheet {
	const textOf = (part: Part) => (shown.includes(part) ? sheet[part] : '');
	return { whatWeDo: textOf('whatWeDo'), troubles: textOf('troubles'), wishes: textOf('wishes') };
}

/** The organisation for itself, or whoever runs the session for one that told by telephone or on paper. */
export function mayAnswer(
	actor: Actor,
	{ organisationId, facilitates }: { organisationId: string; facilitates: boolean },
): boolean {
	return facilitates || mayActFor(actor, organisationId);
}

/** Cards are for those who will sit at one table. */
export function mayReadCards(
	actor: Actor,
	{ asked, facilitates }: { asked: readonly string[]; facilitates: boolean },
): boolean {
	return facilitates || asked.some((id) => mayActFor(actor, id));
}

/** Sheets are asked for and answered until the session is over. */
export function takesSheets(state: SessionState): boolean {
	return isBefore(state) || state === 'open';
}

/** Lines become opinions until the report is approved, before the session too. */
export function takesLines(state: SessionState): boolean {
	return isBefore(state) || isWritable(state);
}

export type Line = { key: string; kind: Part; text: string };

/** What can be taken over of a sheet: a line of the form each; the key tells it again. */
export function linesOfSheet(id: string, sheet: Sheet & { shown: readonly Part[] }): Line[] {
	const agreed = agreedOf(sheet);
	return parts.flatMap((kind) =>
		linesOf(agreed[kind]).map((text, at) => ({ key: `${id}.${kind}.${at}`, kind, text })),
	);
}

/** Somebody who was asked is reminded once a day at most. */
export function mayRemind(
	{
		answeredAt,
		askedAt,
		remindedAt,
	}: { answeredAt: Date | null; askedAt: Date; remindedAt: Date | null },
	now: Date,
): boolean {
	if (answeredAt) return false;
	return now.getTime() - (remindedAt ?? askedAt).getTime() >= 24 * 60 * 60 * 1000;
}
