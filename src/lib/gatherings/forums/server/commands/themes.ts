import { and, eq, max, ne } from 'drizzle-orm';
import { dateInTokyo } from '../../../../kernel/dates.ts';
import { Refusal } from '../../../../kernel/refusal.ts';
import { command, type Work } from '../../../../server/command.ts';
import { searchText } from '../../../../server/search.ts';
import { mayManage } from '../../../rules.ts';
import { forums, forumThemes } from '../../../server/tables.ts';
import { AddTheme, RemoveTheme, TakeTheme } from '../../forms.ts';
import { forumOrRefuse, type Forum } from '../visible.ts';

export const addTheme = command('forum.addTheme', {
	input: AddTheme,
	subject: ({ tx, actor }, { id }) => forumOrRefuse(tx, actor, id),
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run(work, { id, name }, { forum }) {
		const { tx, actor, newId } = work;
		const [last] = await tx
			.select({ position: max(forumThemes.position) })
			.from(forumThemes)
			.where(and(eq(forumThemes.operatorId, actor.operatorId), eq(forumThemes.forumId, id)));
		const position = (last?.position ?? 0) + 1;
		await tx
			.insert(forumThemes)
			.values({ operatorId: actor.operatorId, id: newId(), forumId: id, position, name });
		await rewriteSearchText(work, forum);
		return { result: { id }, audit: { subject: { kind: 'forum', id }, detail: { position } } };
	},
});

/** One theme at a time: taking one up finishes the one before. */
export const takeTheme = command('forum.takeTheme', {
	input: TakeTheme,
	subject: ({ tx, actor }, { id }) => forumOrRefuse(tx, actor, id),
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run({ tx, actor, now }, { id, themeId, day }) {
		const on = day ?? dateInTokyo(now());
		const ofForum = and(eq(forumThemes.operatorId, actor.operatorId), eq(forumThemes.forumId, id));
		await tx
			.update(forumThemes)
			.set({ state: 'done', endedOn: on })
			.where(and(ofForum, eq(forumThemes.state, 'current'), ne(forumThemes.id, themeId)));
		const [taken] = await tx
			.update(forumThemes)
			.set({ state: 'current', startedOn: on, endedOn: null })
			.where(and(ofForum, eq(forumThemes.id, themeId), ne(forumThemes.state, 'current')))
			.returning({ id: forumThemes.id });
		if (!taken) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		return {
			result: { id },
			audit: { subject: { kind: 'forum', id }, detail: { theme: themeId } },
		};
	},
});

/** Only a theme that was never taken up can go; the others are history. */
export const removeTheme = command('forum.removeTheme', {
	input: RemoveTheme,
	subject: ({ tx, actor }, { id }) => forumOrRefuse(tx, actor, id),
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run(work, { id, themeId }, { forum }) {
		const { tx, actor } = work;
		const [removed] = await tx
			.delete(forumThemes)
			.where(
				and(
					eq(forumThemes.operatorId, actor.operatorId),
					eq(forumThemes.forumId, id),
					eq(forumThemes.id, themeId),
					eq(forumThemes.state, 'planned'),
				),
			)
			.returning({ id: forumThemes.id });
		if (!removed) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		await rewriteSearchText(work, forum);
		return {
			result: { id },
			audit: { subject: { kind: 'forum', id }, detail: { theme: themeId } },
		};
	},
});

async function rewriteSearchText({ tx, actor, now }: Work, forum: Forum): Promise<void> {
	const themes = await tx
		.select({ name: forumThemes.name })
		.from(forumThemes)
		.where(and(eq(forumThemes.operatorId, actor.operatorId), eq(forumThemes.forumId, forum.id)));
	const words = searchText(
		forum.name,
		forum.nameKana,
		forum.purpose,
		forum.basis,
		...themes.map(({ name }) => name),
	);
	await tx
		.update(forums)
		.set({ searchText: words, changedAt: now() })
		.where(and(eq(forums.operatorId, actor.operatorId), eq(forums.id, forum.id)));
}
