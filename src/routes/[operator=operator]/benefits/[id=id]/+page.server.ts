import * as commands from '#lib/benefits/server/commands.ts';
import { hallSecretOf } from '#lib/benefits/server/door.ts';
import { tablePage } from '#lib/benefits/server/page.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { isId } from '#lib/kernel/ids.ts';
import { say } from '#lib/kernel/say.ts';
import { now } from '#lib/server/application.ts';
import { act, operatorOf, read } from '#lib/server/request.ts';
import { threadFor } from '../../thread.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const { id } = event.params;
		const asked = event.url.searchParams.get('version');
		const page = await tablePage(tx, actor, {
			...{ id, version: asked && isId(asked) ? asked : null, earlier: earlierPage(event) },
			...{ hallSecret: hallSecretOf(event), today: dateInTokyo(now()) },
		});
		const { title, madeAt: at, state } = page.table;
		const card = {
			...{ kind: 'benefitTable' as const, id, title, at, path: `/benefits/${id}` },
			state: say(`benefits_state_${state}`),
		};
		const here = { kind: 'benefitTable' as const, id };
		return { page, thread: await threadFor(tx, actor, operatorOf(event), here, card) };
	});

/** What the page showed on which a form was sent. */
function earlierPage({ url }: { url: URL }) {
	const [seen, latest] = ['seen', 'latest'].map((name) => Number(url.searchParams.get(name) ?? -1));
	if (!Number.isSafeInteger(seen) || !Number.isSafeInteger(latest)) return undefined;
	return seen && seen > 0 ? { seen, latest: latest ?? 0 } : undefined;
}

type Here = { params: { id?: string | undefined } };
const fromHere = { also: ({ params }: Here) => ({ id: params.id }) };
const toTable = { then: ({ id }: { id: string }) => `/benefits/${id}`, ...fromHere };

export const actions: Actions = {
	change: act(commands.changeTable, { ...toTable, done: 'done_benefits_saved' }),
	keep: act(commands.keepVersion, {
		// what was written meanwhile is said, so that nobody misses it
		then: ({ id, version, leftOut }) =>
			`/benefits/${id}?version=${version}&done=${leftOut > 0 ? 'done_benefits_kept_behind' : 'done_benefits_kept'}`,
		...fromHere,
	}),
	publish: act(commands.publishVersion, { ...toTable, done: 'done_benefits_published' }),
	withdraw: act(commands.withdrawTable, { ...toTable, done: 'done_benefits_withdrawn' }),
	finish: act(commands.finishEvaluation, { ...toTable, done: 'done_benefits_finished' }),
	adopt: act(commands.adoptTable, {
		then: ({ platform, leftOut }) =>
			`/platforms/${platform}?done=${leftOut > 0 ? 'done_benefits_adopted_behind' : 'done_benefits_adopted'}`,
		also: ({ params, url: { searchParams } }) => ({
			...{ id: params.id, seen: searchParams.get('seen'), latest: searchParams.get('latest') },
		}),
	}),
};
