import type { Actor } from '#lib/kernel/actor.ts';
import { addCause, startTree } from '#lib/causes/server/commands.ts';
import { workPage } from '#lib/causes/server/queries.ts';
import { flat } from '#lib/causes/rules.ts';
import { context } from './database.ts';

export async function aTree(
	actor: Actor,
	about: { issueId?: string; sessionId?: string },
): Promise<string> {
	const { id } = await startTree(context(actor), { question: 'なぜ、夕方に一人なのか', ...about });
	return id;
}

/** A cause in the first column, or below another. */
export async function aCause(actor: Actor, id: string, text: string, at = ''): Promise<string> {
	const { causeId } = await addCause(context(actor), { id, text, at });
	return causeId;
}

/** The tree as somebody who works on it reads it: each text with how deep it stands. */
export async function outline(actor: Actor, id: string): Promise<string[]> {
	const { twigs } = await context(actor).database.as(actor, (tx) => workPage(tx, actor, id));
	return flat(twigs).map(({ cause, depth }) => `${'・'.repeat(depth - 1)}${cause.text}`);
}
