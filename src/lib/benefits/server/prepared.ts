import { mayActFor, type Actor } from '../../kernel/actor.ts';
import { agreedOf } from '../../preparations/rules.ts';
import { answeredFor } from '../../preparations/server/queries.ts';
import type { Tx } from '../../server/db.ts';
import type { Prepared } from '../prepared.ts';
import { facilitates } from '../rules.ts';
import type { AtTable } from './sight.ts';

/**
 * What organisations told before the session, or before any session of the forum: an organisation takes all of its own,
 * those who run the table and the hall what each agreed to show.
 */
export async function preparedFor(tx: Tx, actor: Actor, at: AtTable): Promise<Prepared[]> {
	if (at.hand.reach === 'none') return [];
	const takesOthers = facilitates(actor, at.standing) || at.standing.isInHall;
	const sheets = await answeredFor(tx, actor, at.table);
	return sheets.flatMap(({ id, organisationId, name, shown, troubles, wishes, whatWeDo }) => {
		const isOwn = mayActFor(actor, organisationId);
		if (!isOwn && !takesOthers) return [];
		const all = { troubles, wishes, whatWeDo };
		const told = isOwn ? all : agreedOf({ ...all, shown });
		const texts = [told.troubles, told.wishes, told.whatWeDo]
			.map((text, part) => ({ part, text }))
			.filter(({ text }) => text !== '');
		return texts.length > 0 ? [{ id, organisationId, name, texts }] : [];
	});
}
