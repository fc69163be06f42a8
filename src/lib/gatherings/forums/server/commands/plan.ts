import { and, eq } from 'drizzle-orm';
import { personOf } from '../../../../kernel/actor.ts';
import { sortKey } from '../../../../kernel/kana.ts';
import { issueOrRefuse } from '../../../../issues/server/queries.ts';
import { command, type Work } from '../../../../server/command.ts';
import { searchText } from '../../../../server/search.ts';
import { tie } from '../../../../trace/server/commands.ts';
import { mayManage } from '../../../rules.ts';
import { refuseUnknownAreas, scopeOfNew } from '../../../server/areas.ts';
import {
	forumAreas,
	forumChecks,
	forums,
	forumTargets,
	forumThemes,
} from '../../../server/tables.ts';
import { ChangeForum, PlanForum, TickCheck, WidenTargets } from '../../forms.ts';
import { forumOrRefuse } from '../visible.ts';

/** A place to talk is planned: name, area, theme, and for whom (大田: 場づくり). */
export const planForum = command('forum.plan', {
	input: PlanForum,
	subject: (work, { areas }) => scopeOfNew(work, areas),
	allow: mayManage,
	async run(work, input) {
		const { tx, actor, now, newId } = work;
		const { operatorId } = actor;
		await refuseUnknownAreas(work, input.areas);
		const id = newId();
		const themes = input.themes
			.split('\n')
			.map((name) => name.trim().slice(0, 100))
			.filter(Boolean);
		await tx.insert(forums).values({
			operatorId,
			id,
			...faceOf(input, themes),
			state: 'planned',
			madeBy: personOf(actor),
			madeAt: now(),
			changedAt: now(),
		});
		await setAreas(work, id, input.areas);
		for (const [index, name] of themes.entries()) {
			const state = index === 0 ? 'current' : 'planned';
			await tx
				.insert(forumThemes)
				.values({ operatorId, id: newId(), forumId: id, position: index + 1, name, state });
		}
		if (input.targets) {
			await tx.insert(forumTargets).values({
				operatorId,
				id: newId(),
				forumId: id,
				description: input.targets,
				inAreas: input.inAreas,
				inWelfare: input.inWelfare,
				interests: input.interests,
				madeBy: personOf(actor),
				madeAt: now(),
			});
		}
		if (input.issueId) {
			await issueOrRefuse(tx, actor, input.issueId);
			await tie(work, { kind: 'issue', id: input.issueId }, { kind: 'forum', id });
		}
		return {
			result: { id },
			audit: {
				subject: { kind: 'forum', id },
				detail: {
					kind: input.kind,
					areas: input.areas,
					themes: themes.length,
					issue: input.issueId,
				},
			},
		};
	},
});

export const changeForum = command('forum.change', {
	input: ChangeForum,
	subject: ({ tx, actor }, { id }) => forumOrRefuse(tx, actor, id),
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run(work, { id, ...face }) {
		const { tx, actor, now } = work;
		await refuseUnknownAreas(work, face.areas);
		const themes = await tx
			.select({ name: forumThemes.name })
			.from(forumThemes)
			.where(and(eq(forumThemes.operatorId, actor.operatorId), eq(forumThemes.forumId, id)));
		await tx
			.update(forums)
			.set({
				...faceOf(
					face,
					themes.map(({ name }) => name),
				),
				changedAt: now(),
			})
			.where(and(eq(forums.operatorId, actor.operatorId), eq(forums.id, id)));
		await tx
			.delete(forumAreas)
			.where(and(eq(forumAreas.operatorId, actor.operatorId), eq(forumAreas.forumId, id)));
		await setAreas(work, id, face.areas);
		return {
			result: { id },
			audit: { subject: { kind: 'forum', id }, detail: { areas: face.areas } },
		};
	},
});

type Face = {
	name: string;
	nameKana: string;
	kind: (typeof forums.$inferInsert)['kind'];
	purpose: string;
	basis: string;
};

function faceOf({ name, nameKana, kind, purpose, basis }: Face, themes: readonly string[]) {
	return {
		name,
		nameKana,
		kind,
		purpose,
		basis,
		sortKey: sortKey(nameKana || name),
		searchText: searchText(name, nameKana, purpose, basis, ...themes),
	};
}

async function setAreas(
	{ tx, actor }: Work,
	forumId: string,
	areaIds: readonly string[],
): Promise<void> {
	if (areaIds.length === 0) return;
	await tx
		.insert(forumAreas)
		.values(areaIds.map((areaId) => ({ operatorId: actor.operatorId, forumId, areaId })));
}

/** 「当面の対象者」 is provisional (大田): it can be widened later, and what it was before stays to be read. */
export const widenTargets = command('forum.widenTargets', {
	input: WidenTargets,
	subject: ({ tx, actor }, { id }) => forumOrRefuse(tx, actor, id),
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run({ tx, actor, now, newId }, { id, targets, ...criteria }) {
		await tx.insert(forumTargets).values({
			operatorId: actor.operatorId,
			id: newId(),
			forumId: id,
			description: targets,
			...criteria,
			madeBy: personOf(actor),
			madeAt: now(),
		});
		return {
			result: { id },
			audit: { subject: { kind: 'forum', id }, detail: { interests: criteria.interests.length } },
		};
	},
});

/** One line of the 立ち上げの確認表, done or open again. */
export const tickCheck = command('forum.tickCheck', {
	input: TickCheck,
	subject: ({ tx, actor }, { id }) => forumOrRefuse(tx, actor, id),
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run({ tx, actor, now }, { id, item, done, note }) {
		const here = and(
			eq(forumChecks.operatorId, actor.operatorId),
			eq(forumChecks.forumId, id),
			eq(forumChecks.item, item),
		);
		await tx.delete(forumChecks).where(here);
		if (done) {
			await tx.insert(forumChecks).values({
				operatorId: actor.operatorId,
				forumId: id,
				item,
				note,
				doneBy: personOf(actor),
				doneAt: now(),
			});
		}
		return { result: { id }, audit: { subject: { kind: 'forum', id }, detail: { item, done } } };
	},
});
