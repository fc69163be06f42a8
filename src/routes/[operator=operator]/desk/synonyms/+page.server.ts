import { mayKeepSynonyms, spellings, standardGroups } from '#lib/search/rules.ts';
import { addSynonyms, changeSynonyms, removeSynonyms } from '#lib/search/server/commands.ts';
import { ownSynonyms } from '#lib/search/server/synonyms.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, mayKeepSynonyms);
	return read(event, async (tx, actor) => ({
		groups: await ownSynonyms(tx, actor),
		standard: [...standardGroups, ...spellings],
	}));
};

const here = () => '/desk/synonyms';

export const actions: Actions = {
	add: act(addSynonyms, { then: here, done: 'done_search_synonyms_added' }),
	change: act(changeSynonyms, { then: here, done: 'done_search_synonyms_changed' }),
	remove: act(removeSynonyms, { then: here, done: 'done_search_synonyms_removed' }),
};
