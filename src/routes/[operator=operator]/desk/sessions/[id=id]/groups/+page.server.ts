import { groupsPage, refuseGroup, takeGroup } from '#lib/boards/server/groups.ts';
import { liveBoards } from '#lib/boards/server/live.ts';
import { facilitatesSomething } from '#lib/gatherings/rules.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { newId } from '#lib/server/application.ts';
import type { Context } from '#lib/server/command.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	requireActor(event, (who) => isStaff(who) || facilitatesSomething(who));
	const page = await read(event, (tx, actor) => groupsPage(tx, actor, event.params.id));
	return {
		...page,
		columns: page.columns.map((column) => ({
			...column,
			suggestions: column.suggestions.map((one) => ({ ...one, newId: newId() })),
		})),
	};
};

const back = {
	then: (_result: unknown, { params }: { params: { id?: string | undefined } }) =>
		`/desk/sessions/${params.id}/groups`,
	many: ['notes'],
};

export const actions: Actions = {
	take: act((context: Context, input: unknown) => takeGroup(context, liveBoards(), input), {
		...back,
		done: 'done_boards_group_taken',
	}),
	refuse: act(refuseGroup, { ...back, done: 'done_boards_group_refused' }),
};
