/** Rows of logins as parts of commands that need them in their own transaction. */
import { hashPassword } from 'better-auth/crypto';
import type { Tx } from '../../server/db.ts';
import { credentials, logins } from './auth-tables.ts';

export { hashPassword };

/** Addresses of logins that have none: nothing can be mailed there (RFC 2606). */
export const noAddress = '@card.invalid';

/** A login whose address the installation vouches for; undefined when somebody has that address already. */
export async function makeLogin(
	tx: Tx,
	newId: () => string,
	email: string,
	at: Date,
): Promise<string | undefined> {
	const [made] = await tx
		.insert(logins)
		.values({ id: newId(), email, emailVerified: true, createdAt: at, updatedAt: at })
		.onConflictDoNothing()
		.returning({ id: logins.id });
	return made?.id;
}

/** Keeps a hashed password; inside the caller's transaction. */
export async function storePassword(
	tx: Tx,
	newId: () => string,
	loginId: string,
	password: string,
	at: Date,
): Promise<void> {
	await tx
		.insert(credentials)
		.values({
			...{ id: newId(), userId: loginId, providerId: 'credential', accountId: loginId },
			...{ password, createdAt: at, updatedAt: at },
		})
		.onConflictDoUpdate({
			target: [credentials.providerId, credentials.accountId],
			set: { password, updatedAt: at },
		});
}
