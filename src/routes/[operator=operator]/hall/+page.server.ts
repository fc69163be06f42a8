import { redirect } from '@sveltejs/kit';
import { CodeForm } from '#lib/boards/forms.ts';
import { Refusal } from '#lib/kernel/refusal.ts';
import { parse } from '#lib/server/command.ts';
import { at, readForm, refusedForm } from '#lib/server/request.ts';
import type { Actions } from './$types.ts';

export const actions: Actions = {
	default: async (event) => {
		const { input, values } = await readForm(event, [], []);
		let code: string;
		try {
			({ code } = parse(CodeForm, input));
		} catch (refusal) {
			if (!(refusal instanceof Refusal)) throw refusal;
			return refusedForm(event, refusal, values);
		}
		redirect(303, at(event, `/hall/${code}`));
	},
};
