import type { MessageKey } from '#lib/kernel/refusal.ts';

type Offer = { kind: string; part: string; title: MessageKey; hint: MessageKey };

/** What of a session can be had as a file, once its report is published. */
export const publishedPapers: readonly Offer[] = papersOf('session.report');

/** The same for those who work on it, and the minutes with the names of those who came. */
export const workingPapers: readonly Offer[] = [
	...papersOf('session.record'),
	{
		...{ kind: 'session.record', part: 'minutes-inside' },
		...{ title: 'gatherings_minutes_inside_title', hint: 'gatherings_minutes_inside_hint' },
	},
];

function papersOf(kind: string): Offer[] {
	return [
		{ kind, part: 'report', title: 'gatherings_report', hint: 'gatherings_report_paper_hint' },
		{ kind, part: 'minutes', title: 'gatherings_minutes_title', hint: 'gatherings_minutes_hint' },
	];
}
