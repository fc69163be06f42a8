import { expect, test } from 'vitest';
import { anOperator } from '#test/database.ts';
import { aDoor, testSignIn } from '#test/sign-in.ts';
import { answerBrowser } from './challenges.ts';

async function ask(path: string, method = 'GET') {
	const { operatorId } = await anOperator();
	const { auth } = await aDoor(operatorId);
	const request = new Request(`${testSignIn.origin}/api/auth/${path}`, {
		method,
		headers: { 'x-client-ip': '203.0.113.7' },
	});
	return { auth, answer: await answerBrowser(auth, path, request) };
}

test('of all addresses of better-auth only the two challenges of passkeys answer from outside', async () => {
	const { auth } = await ask('ok');
	const paths = Object.values(auth.api).flatMap(({ path }) =>
		typeof path === 'string' ? [path] : [],
	);
	expect(paths).toContain('/sign-in/email');
	const answering: string[] = [];
	for (const path of new Set(paths)) {
		for (const method of ['GET', 'POST']) {
			if ((await ask(path.slice(1), method)).answer) answering.push(`${method} ${path}`);
		}
	}
	expect(answering.sort()).toEqual([
		'GET /passkey/generate-authenticate-options',
		'GET /passkey/generate-register-options',
	]);
});

test('a visitor gets a challenge to sign in, but none to add a passkey', async () => {
	expect((await ask('passkey/generate-authenticate-options')).answer?.status).toBe(200);
	expect((await ask('passkey/generate-register-options')).answer?.status).toBe(401);
});

test('a network that asks for challenges without end is slowed down, also from other addresses of its /64', async () => {
	const { operatorId } = await anOperator();
	const { auth } = await aDoor(operatorId);
	const path = 'passkey/generate-authenticate-options';
	let last = 0;
	for (let attempt = 0; attempt < 62; attempt++) {
		const headers = {
			'x-client-ip': `2001:db8:1:2:${attempt}::1`,
			'x-forwarded-for': `198.51.100.${attempt}`,
		};
		const request = new Request(`${testSignIn.origin}/api/auth/${path}`, { headers });
		last = (await answerBrowser(auth, path, request))?.status ?? 0;
	}
	expect(last).toBe(429);
});
