import { redirect, type RequestEvent } from '@sveltejs/kit';
import { hallSecretOf, preparedWishes, write } from '#lib/benefits/server/door.ts';
import { orRefuse } from '#lib/benefits/server/hub.ts';
import { loadSheet } from '#lib/benefits/server/log.ts';
import { materialFor } from '#lib/benefits/server/material.ts';
import { preparedFor } from '#lib/benefits/server/prepared.ts';
import { draftOrRefuse } from '#lib/benefits/server/queries.ts';
import { cellFrom, stepFrom, steps } from '#lib/benefits/steps.ts';
import { wishesOfColumn, wishFrom, type Reach } from '#lib/benefits/wishes.ts';
import type { Wish } from '#lib/benefits/sheet.ts';
import { Refusal } from '#lib/kernel/refusal.ts';
import { organisationChoices } from '#lib/organisations/server/queries.ts';
import { at, read, readForm, refusedForm, withDone } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	event.setHeaders({ 'x-robots-tag': 'noindex, nofollow' });
	const { id } = event.params;
	const asked = event.url.searchParams;
	const step = stepFrom(asked.get('step'));
	const cell = cellFrom(asked.get('cell'));
	return read(event, async (tx, actor) => {
		const here = await draftOrRefuse(tx, actor, id, hallSecretOf(event));
		const { reach } = here.hand;
		const where = { operatorId: actor.operatorId, tableId: id };
		const { title, tableNumber, sessionId, state } = here.table;
		return {
			...{ id, title, tableNumber, sessionId, step, cell, reach },
			isFinished: state === 'evaluated',
			isInHall: here.standing.isInHall,
			isOnScreen: asked.has('screen'),
			sheet: (await loadSheet(tx, where)).sheet,
			// only where it is offered: the page travels to every phone of a hall
			organisations:
				step === 'party' ? withinReach(reach, await organisationChoices(tx, actor)) : [],
			prepared: step === 'party' ? await preparedFor(tx, actor, here) : [],
			material: cell ? await materialFor(tx, actor, here) : [],
		};
	});
};

function withinReach(reach: Reach, choices: { id: string; name: string }[]) {
	return choices
		.filter(({ id }) => reach === 'all' || (reach !== 'none' && reach.organisationIds.includes(id)))
		.map(({ id, name }) => ({ id, name }));
}

type Fields = Readonly<Record<string, unknown>>;

/** The same operations as a browser with scripts sends them. */
async function save(
	event: RequestEvent<{ id: string }>,
	wishesOf: (fields: Fields) => Wish[] | Promise<Wish[]>,
) {
	const { id } = event.params;
	const { input, values } = await readForm(event, [], []);
	try {
		const wishes = await wishesOf(input);
		orRefuse(await write(event, id, wishes));
		const [first] = wishes;
		const { cell } = { cell: cellFrom(event.url.searchParams.get('cell')) };
		const step = steps.find((one) => one === input.go) ?? event.url.searchParams.get('step');
		const query = step ? `?step=${step}` : '';
		const place = cell ? `#cell-${cell.partyId}-${cell.column}` : first ? `#row-${first.item}` : '';
		redirect(
			303,
			withDone(
				event,
				at(event, `/benefits/${id}/edit${query}${place}`),
				// nobody is told that something was saved when nothing was
				wishes.length > 0 ? 'done_benefits_saved' : undefined,
			),
		);
	} catch (refusal) {
		if (!(refusal instanceof Refusal)) throw refusal;
		return refusedForm(event, refusal, values);
	}
}

export const actions: Actions = {
	write: (event) =>
		save(event, (fields) => {
			const wish = wishFrom(fields);
			if (!wish) throw new Refusal('not-valid', 'refusal_not_valid');
			return [wish];
		}),
	column: (event) => save(event, (fields) => wishesOfColumn(fields)),
	prepared: (event) =>
		save(event, ({ prepared }) => preparedWishes(event, event.params.id, prepared)),
};
