import { act, read } from '#lib/server/request.ts';
import { askQuestion } from '#lib/studies/server/commands.ts';
import { studyPage } from '#lib/studies/server/queries.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const { session, ...page } = await studyPage(tx, actor, event.params.id);
		const { id, title, theme, heldWhen, lecturerName, lecturerHonorific, lecturerAffiliation } =
			session;
		const lecturer = [lecturerAffiliation, `${lecturerName}${lecturerHonorific}`];
		return {
			...page,
			session: { id, title, theme, heldWhen, lecturer: lecturer.filter(Boolean).join('　') },
		};
	});

export const actions: Actions = {
	default: act(askQuestion, {
		then: ({ id }) => `/studies/${id}`,
		done: 'done_studies_asked',
		also: ({ params, getClientAddress }) => ({ id: params.id, origin: getClientAddress() }),
	}),
};
