import { createContext } from 'svelte';
import type { RefusedForm } from '#lib/server/request.ts';

/** What a form tells the fields inside it. */
export type FormState = {
	/** Begins the id of every field, so that several forms on a page do not meet. */
	readonly id: string;
	/** What was typed before this form was refused; undefined when it was not. */
	readonly refused: RefusedForm | undefined;
};

const [surrounding, provideFormState, isInForm] = createContext<FormState>();
export { provideFormState };

/** The form around a field. A field of a plain GET form stands alone: nothing was refused. */
export function formState(): FormState {
	return isInForm() ? surrounding() : { id: 'field', refused: undefined };
}

/** The message beside a field, if it has one. */
export function problemOf(state: FormState, name: string): string | undefined {
	return state.refused?.problems.find((problem) => problem.field === name)?.text;
}

/** The text a field shows: what was typed before, else what the page gives. */
export function keptText(
	state: FormState,
	name: string,
	given: string | number | null | undefined,
): string {
	const kept = state.refused?.values[name];
	if (typeof kept === 'string') return kept;
	return given === null || given === undefined ? '' : String(given);
}

/** The ticked values of a group. After a refusal a group without a tick is empty, whatever the page gives. */
export function keptChoices(
	state: FormState,
	name: string,
	given: readonly string[],
): readonly string[] {
	if (!state.refused) return given;
	const kept = state.refused.values[name];
	if (kept === undefined) return [];
	return typeof kept === 'string' ? [kept] : kept;
}

/** `aria-describedby` of a field: the ids of its hint and of its message, where there are any. */
export function describedBy(
	id: string,
	hint: string | undefined,
	problem: string | undefined,
): string | undefined {
	return [problem && `${id}-problem`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined;
}
