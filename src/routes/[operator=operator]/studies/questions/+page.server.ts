import { listRequest } from '#lib/kernel/listing.ts';
import { read } from '#lib/server/request.ts';
import { questionListing } from '#lib/studies/rules.ts';
import { listStudyQuestions, studyThemes } from '#lib/studies/server/queries.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => ({
		list: await listStudyQuestions(tx, actor, listRequest(event.url.searchParams, questionListing)),
		themes: await studyThemes(tx, actor),
	}));
