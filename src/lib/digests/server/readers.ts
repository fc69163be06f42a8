import { createHash } from 'node:crypto';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { SessionInScope } from '../../gatherings/server/queries.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import type { Tx } from '../../server/db.ts';
import { daysOfReaders, plainAddress } from '../rules.ts';
import { digestStops } from './tables.ts';

/** Told again by its hash only: the address itself is kept by those who gave it, in people and sign-ups. */
export function hashOfAddress(operatorId: string, address: string): string {
	return createHash('sha256')
		.update(`${operatorId}:${plainAddress(address)}`)
		.digest('hex');
}

export type Reader = {
	address: string;
	addressHash: string;
	/** Own open tasks and requests that wait for an answer; 0 for somebody without an account. */
	tasks: number;
};

type Session = Pick<SessionInScope['session'], 'id' | 'operatorId' | 'forumId' | 'heldOn'>;

/** The sessions whose participants are written to: this one, and those of its forum within about a year before. */
const heldAround = ({ id, operatorId, forumId, heldOn }: Session) => sql`select id from sessions
	where operator_id = ${operatorId} and kind <> 'caseStudy'
		and (id = ${id} or (forum_id = ${forumId} and held_on between ${heldOn}::date - ${daysOfReaders}::int and ${heldOn}::date))`;

/** Everybody who is written to, each address once; who stopped the letters is left out. Two statements. */
export async function readersOf(tx: Tx, session: Session, today: PlainDate): Promise<Reader[]> {
	const { operatorId } = session;
	const { rows } = await tx.execute<{ address: string; tasks: number }>(sql`
		with held as (${heldAround(session)}),
		came as (
			select person_id from signups where operator_id = ${operatorId} and session_id in (select id from held)
				and state <> 'cancelled' and person_id is not null
			union
			select person_id from attendances where operator_id = ${operatorId} and session_id in (select id from held)
				and person_id is not null
		), acts as (
			select came.person_id, r.organisation_id from came join representations r
				on r.operator_id = ${operatorId} and r.person_id = came.person_id and r.ended_at is null
				and r.valid_from <= ${today} and (r.valid_until is null or r.valid_until >= ${today})
		), written as (
			select p.email as address, (
				(select count(*) from platform_actions a join platform_members b
					on b.operator_id = a.operator_id and b.id = a.member_id
					where a.operator_id = ${operatorId} and a.state in ('open', 'doing') and b.state = 'active'
						and (b.person_id = p.id or b.organisation_id in (select organisation_id from acts where person_id = p.id)))
				+ (select count(*) from preparations q join sessions s on s.operator_id = q.operator_id and s.id = q.session_id
					where q.operator_id = ${operatorId} and q.answered_at is null
						and s.state in ('planned', 'announced', 'registration', 'postponed', 'open')
						and q.organisation_id in (select organisation_id from acts where person_id = p.id)))::int as tasks
			from people p where p.operator_id = ${operatorId} and p.left_at is null and p.email <> ''
				and p.id in (select person_id from came)
			union all
			select email, 0 from signups where operator_id = ${operatorId} and session_id in (select id from held)
				and state <> 'cancelled' and email <> '' and person_id is null
		)
		select min(address) as address, max(tasks)::int as tasks from written group by lower(address) order by lower(address) limit 3000`);
	const readers = rows.map((row) => ({
		...row,
		addressHash: hashOfAddress(operatorId, row.address),
	}));
	const stopped = await stopsAmong(tx, operatorId, readers);
	return readers.filter(({ addressHash }) => !stopped.has(addressHash));
}

async function stopsAmong(tx: Tx, operatorId: string, readers: readonly Reader[]) {
	if (readers.length === 0) return new Set<string>();
	const rows = await tx
		.select({ addressHash: digestStops.addressHash })
		.from(digestStops)
		.where(
			and(
				eq(digestStops.operatorId, operatorId),
				inArray(
					digestStops.addressHash,
					readers.map(({ addressHash }) => addressHash),
				),
			),
		);
	return new Set(rows.map(({ addressHash }) => addressHash));
}

export type WithoutMail = { name: string; organisation: string; telephone: string; fax: string };

/** Those who get the paper: they signed up without an address. Each once, by FAX and telephone; for the staff only. */
export async function readersOnPaper(tx: Tx, session: Session): Promise<WithoutMail[]> {
	const { operatorId } = session;
	const { rows } = await tx.execute<WithoutMail>(sql`
		with held as (${heldAround(session)})
		select s.name, max(s.organisation_name) as organisation, s.telephone, s.fax
		from signups s left join people p on p.operator_id = s.operator_id and p.id = s.person_id
		where s.operator_id = ${operatorId} and s.session_id in (select id from held) and s.state <> 'cancelled'
			and s.email = '' and coalesce(p.email, '') = ''
		group by s.name, s.telephone, s.fax
		order by (s.fax = ''), s.name collate "C", s.telephone limit 500`);
	return rows;
}
