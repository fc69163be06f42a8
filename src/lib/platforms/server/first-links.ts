import { sql } from 'drizzle-orm';
import type { Work } from '../../server/command.ts';
import { activeMembers, pairsOf } from '../rules.ts';
import type { PlatformStanding } from './standing.ts';

/**
 * Keeps the pairs of organisations that meet here for the first time (K-17, 墨田: 今までつながっていなかった団体と
 * つながり): they never were in one プラットフォーム that began, and never sat in one session.
 */
export async function keepFirstLinks(work: Work, platform: PlatformStanding): Promise<number> {
	const { tx, actor, now } = work;
	const bodies = activeMembers(platform.members).flatMap(({ organisationId }) =>
		organisationId ? [organisationId] : [],
	);
	const pairs = pairsOf(bodies);
	if (pairs.length === 0) return 0;
	const values = sql.join(
		pairs.map(([a, b]) => sql`(${a}::uuid, ${b}::uuid)`),
		sql`, `,
	);
	const kept = await tx.execute(sql`
		insert into platform_first_links (operator_id, organisation_a, organisation_b, platform_id, linked_at)
		select ${actor.operatorId}::uuid, pair.a, pair.b, ${platform.id}::uuid, ${now().toISOString()}::timestamptz
		from (values ${values}) as pair (a, b)
		where not exists (
			select 1 from platform_members one
			join platform_members other on other.operator_id = one.operator_id and other.platform_id = one.platform_id
				and other.organisation_id = pair.b and other.joined_at is not null
			join platforms p on p.operator_id = one.operator_id and p.id = one.platform_id and p.activated_at is not null
			where one.operator_id = ${actor.operatorId}::uuid and one.organisation_id = pair.a
				and one.joined_at is not null and one.platform_id <> ${platform.id}::uuid)
		and not exists (
			select 1 from attendances one
			join attendances other on other.operator_id = one.operator_id and other.session_id = one.session_id
				and other.organisation_id = pair.b
			where one.operator_id = ${actor.operatorId}::uuid and one.organisation_id = pair.a)
		on conflict do nothing`);
	return kept.rowCount ?? 0;
}
