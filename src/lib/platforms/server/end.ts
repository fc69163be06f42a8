import { and, eq, inArray, sql } from 'drizzle-orm';
import { personOf } from '../../kernel/actor.ts';
import type { Work } from '../../server/command.ts';
import type { Archive } from '../rules.ts';
import { platformActions, platforms } from './tables.ts';

/** 終結: tasks that are still open are let go; nothing is left on anybody. */
export async function releaseTasks({ tx, actor, now }: Work, platformId: string): Promise<number> {
	const released = await tx
		.update(platformActions)
		.set({
			state: 'released',
			memberId: null,
			changedAt: now(),
			changedBy: sql`coalesce(${personOf(actor)}::uuid, ${platformActions.changedBy})`,
		})
		.where(
			and(
				eq(platformActions.operatorId, actor.operatorId),
				eq(platformActions.platformId, platformId),
				inArray(platformActions.state, ['open', 'doing']),
			),
		)
		.returning({ id: platformActions.id });
	return released.length;
}

/** 合流: what is still to be done goes along as new tasks that nobody holds yet. */
export async function moveTasksTo(work: Work, from: string, into: string): Promise<void> {
	const { tx, actor, now, newId } = work;
	const open = await tx
		.select()
		.from(platformActions)
		.where(
			and(
				eq(platformActions.operatorId, actor.operatorId),
				eq(platformActions.platformId, from),
				inArray(platformActions.state, ['open', 'doing']),
			),
		)
		.orderBy(platformActions.dueSort, platformActions.id);
	if (open.length === 0) return;
	await tx.insert(platformActions).values(
		open.map((action) => ({
			...action,
			id: newId(),
			platformId: into,
			memberId: null,
			state: 'open' as const,
			changedAt: now(),
		})),
	);
}

/** Everything as it stands now, for the archive: names and words, no contact and no ids. */
export async function keepArchive({ tx, actor }: Work, platformId: string): Promise<Archive> {
	const [found] = await tx
		.select({
			name: platforms.name,
			purpose: platforms.purpose,
			successCondition: platforms.successCondition,
			period: platforms.period,
			calledAt: platforms.calledAt,
			activatedAt: platforms.activatedAt,
			members: membersJson,
			actions: actionsJson,
			entries: entriesJson,
			questions: questionsJson,
		})
		.from(platforms)
		.where(and(eq(platforms.operatorId, actor.operatorId), eq(platforms.id, platformId)));
	if (!found) throw new Error('a locked platform is gone');
	return {
		...found,
		calledAt: found.calledAt.toISOString(),
		activatedAt: found.activatedAt?.toISOString() ?? null,
	};
}

const membersJson = sql<Archive['members']>`(
	select coalesce(json_agg(json_build_object('name', coalesce(o.name, pm.display_name), 'roles', pm.roles,
		'sharesOnly', pm.shares_only, 'joinedAt', pm.joined_at, 'benefit', coalesce(b.words, ''))
		order by o.sort_key nulls last, pm.display_name, pm.id), '[]')
	from platform_members pm
	left join organisations o on o.operator_id = pm.operator_id and o.id = pm.organisation_id
	left join platform_benefits b on b.operator_id = pm.operator_id and b.member_id = pm.id
	where pm.operator_id = platforms.operator_id and pm.platform_id = platforms.id and pm.state = 'active')`;

const actionsJson = sql<Archive['actions']>`(
	select coalesce(json_agg(json_build_object('what', pa.what, 'who', coalesce(o.name, pm.display_name, ''),
		'state', pa.state, 'remark', pa.remark) order by pa.due_sort, pa.id), '[]')
	from platform_actions pa
	left join platform_members pm on pm.operator_id = pa.operator_id and pm.id = pa.member_id
	left join organisations o on o.operator_id = pm.operator_id and o.id = pm.organisation_id
	where pa.operator_id = platforms.operator_id and pa.platform_id = platforms.id)`;

const entriesJson = sql<Archive['entries']>`(
	select coalesce(json_agg(json_build_object('at', pe.written_at, 'who', coalesce(o.name, pm.display_name),
		'progress', pe.progress, 'tried', pe.tried, 'learned', pe.learned, 'nextStep', pe.next_step) order by pe.id), '[]')
	from platform_entries pe
	join platform_members pm on pm.operator_id = pe.operator_id and pm.id = pe.member_id
	left join organisations o on o.operator_id = pm.operator_id and o.id = pm.organisation_id
	where pe.operator_id = platforms.operator_id and pe.platform_id = platforms.id and pe.hidden_at is null)`;

const questionsJson = sql<Archive['questions']>`(
	select coalesce(json_agg(json_build_object('kind', q.kind, 'words', q.words, 'state', q.state,
		'agreed', (select count(*) from platform_answers a where a.operator_id = q.operator_id and a.question_id = q.id and a.agrees),
		'objected', (select count(*) from platform_answers a where a.operator_id = q.operator_id and a.question_id = q.id and not a.agrees))
		order by q.id), '[]')
	from platform_questions q where q.operator_id = platforms.operator_id and q.platform_id = platforms.id)`;
