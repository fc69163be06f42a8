import type { Actor } from '../../kernel/actor.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import { areaNames } from '../../districts/server/queries.ts';
import type { Tx } from '../../server/db.ts';
import { mayGrant, mayIssueCard, mayKeepPeople, mayResetSignIn } from '../rules.ts';
import { grantsOf, personOrRefuse, representationsOf, signInOf } from './queries.ts';

type Term = { endedAt: Date | null; validUntil: PlainDate | null };

/** Everything the office sees of one person, and what this actor may do about it. */
export async function personPage(tx: Tx, actor: Actor, id: string, today: PlainDate) {
	const person = await personOrRefuse(tx, actor, id);
	const isOver = ({ endedAt, validUntil }: Term) =>
		endedAt !== null || (validUntil !== null && validUntil < today);
	const found = await grantsOf(tx, actor, id);
	const areas = await areaNames(
		tx,
		actor,
		found.flatMap(({ scopeKind, scopeId }) => (scopeKind === 'area' && scopeId ? [scopeId] : [])),
	);
	const grants = found.map((grant) => ({
		...grant,
		isOver: isOver(grant),
		area: areas.get(grant.scopeId ?? '') ?? '',
	}));
	const bodies = await representationsOf(tx, actor, id);
	const isHere = person.leftAt === null;
	const keep = mayKeepPeople(actor) && isHere;
	const roles = grants.filter((grant) => !grant.isOver).map(({ role }) => role);
	return {
		person,
		grants,
		bodies: bodies.map((body) => ({ ...body, isOver: isOver(body) })),
		signIn: await signInOf(tx, actor, id),
		may: {
			keep,
			grant: mayGrant(actor, id) && isHere,
			card: keep && mayIssueCard(actor, { id, roles }),
			reset: keep && mayResetSignIn(actor, id),
		},
	};
}
