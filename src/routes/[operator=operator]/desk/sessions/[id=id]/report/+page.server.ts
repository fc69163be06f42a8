import { facilitatesSomething, mayManage } from '#lib/gatherings/rules.ts';
import {
	addPhoto,
	annotateReport,
	approveReport,
	publishReport,
	removePhoto,
	sayConsent,
	writeReport,
} from '#lib/gatherings/server/commands.ts';
import { mayApproveReport } from '#lib/gatherings/sessions/rules.ts';
import { workPage } from '#lib/gatherings/sessions/server/detail.ts';
import { nextOfForum } from '#lib/gatherings/sessions/server/list.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { askFor } from '#lib/paper-kinds.ts';
import { application } from '#lib/server/application.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, (who) => isStaff(who) || facilitatesSomething(who));
	return read(event, async (tx) => {
		const page = await workPage(tx, actor, event.params.id);
		return {
			page,
			next: await nextOfForum(tx, actor, page.session),
			drafts: event.url.searchParams.get('draft') === 'yes',
			manages: mayManage(actor, page.scope),
			mayApprove: mayApproveReport(actor, page.scope, {
				writtenBy: page.session.reportWrittenBy,
				photographers: page.photos.map(({ addedBy }) => addedBy),
			}),
		};
	});
};

const back = {
	then: ({ id }: { id: string }) => `/desk/sessions/${id}/report`,
	done: 'done_gatherings_saved' as const,
	also: ({ params }: { params: { id?: string | undefined } }) => ({ id: params.id }),
};

const photos = { ...back, then: ({ id }: { id: string }) => `/desk/sessions/${id}/report#photos` };

export const actions: Actions = {
	write: act(writeReport, back),
	approve: act(approveReport, { ...back, done: 'done_gatherings_approved' }),
	publish: act(publishReport, {
		...back,
		then: ({ id }) => `/sessions/${id}`,
		done: 'done_gatherings_published',
	}),
	annotate: act(annotateReport, back),
	photo: (event) =>
		act(addPhoto(application().config.dataFolder), { ...photos, files: ['photo'] })(event),
	consent: act(sayConsent, photos),
	removePhoto: act(removePhoto, photos),
	paper: act(askFor, {
		then: ({ id }) => `/papers/${id}`,
		many: ['parts'],
		also: ({ params }) => ({ subjectId: params.id }),
	}),
};
