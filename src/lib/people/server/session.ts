import type { Actor } from '../../kernel/actor.ts';
import type { SignedIn } from '../rules.ts';

/** Who sent this request, inside one operator; a visitor when nobody is signed in there. */
export async function sessionFor(
	_headers: Headers,
	operatorId: string,
): Promise<{ actor: Actor; signedIn: SignedIn | null }> {
	return { actor: { kind: 'anyone', operatorId }, signedIn: null };
}
