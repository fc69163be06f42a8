/** A resident becomes a person here by themselves: an address that answers, a name, and how they belong here. */
import { Refusal } from '../../kernel/refusal.ts';
import { parse } from '../../server/command.ts';
import { joinForm } from '../forms.ts';
import { accountOrRefuse } from './account.ts';
import { joinAs } from './commands.ts';
import { withKept, type Door } from './door.ts';
import { continueHere, signInWithCode, type Entered } from './sign-in.ts';

/** The name is read before the code is used up, so that a forgotten field does not cost a code. */
export async function signUpWithCode(door: Door, address: string, raw: unknown): Promise<Entered> {
	parse(joinForm, raw);
	const inside = withKept(door);
	const entered = await signInWithCode(inside, address, raw, true);
	return entered.kind === 'stranger' ? joinHere(inside, raw) : entered;
}

/** Joins with the login of this browser. */
export async function joinHere(door: Door, raw: unknown): Promise<Entered> {
	const account = await accountOrRefuse(door);
	if (account.mustChangePassword) throw new Refusal('not-now', 'people_sign_in_again');
	await joinAs({ id: account.loginId, email: account.email })(door.context, raw);
	return continueHere(door);
}
