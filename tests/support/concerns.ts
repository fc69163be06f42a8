import type { Actor } from '#lib/kernel/actor.ts';
import {
	publishDeidentified,
	reportConcern,
	triageConcern,
	writeDeidentified,
} from '#lib/concerns/server/commands.ts';
import { newSecret } from '#lib/concerns/server/numbers.ts';
import { context } from './database.ts';

/** What the form on the web sends. */
export function aReport(overrides: Record<string, unknown> = {}): Record<string, unknown> {
	return {
		kind: 'notice',
		about: 'other',
		body: 'ごみ出しがつらそうなお年寄りがいます。',
		wish: '',
		areaId: '',
		tags: ['waste', 'errands'],
		anonymousUse: 'yes',
		contactWished: 'no',
		secret: newSecret(),
		...overrides,
	};
}

export function anAssessment(
	id: string,
	overrides: Record<string, unknown> = {},
): Record<string, unknown> {
	return { id, urgency: 'normal', privacy: 'P4', areaId: '', tags: ['waste'], ...overrides };
}

/** A concern that somebody told on the web. */
export function aConcern(actor: Actor, overrides: Record<string, unknown> = {}) {
	return reportConcern(context(actor), aReport(overrides), '192.0.2.1');
}

type Staff = { author: Actor; publisher: Actor };

/** A concern whose text members may read: told, looked at, rewritten by one person, published by another. */
export async function aSharedConcern(
	reporter: Actor,
	{ author, publisher }: Staff,
	{
		text = 'ごみ出しが難しい高齢の方がいる。',
		...report
	}: Record<string, unknown> & { text?: string } = {},
): Promise<string> {
	const { id } = await aConcern(reporter, report);
	await triageConcern(context(author), anAssessment(id, { areaId: report.areaId ?? '' }));
	await writeDeidentified(context(author), { id, text, version: '0' });
	await publishDeidentified(context(publisher), { id, version: '1' });
	return id;
}
