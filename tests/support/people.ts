import type { Actor, PersonActor, Role } from '#lib/kernel/actor.ts';
import { newId } from '#lib/server/application.ts';
import { anOperator, ownerQuery } from './database.ts';

/** A person with a role in an operator; the row exists, so that foreign keys hold. */
export async function aPerson(
	operatorId: string,
	name: string,
	options: { roles?: readonly Role[]; area?: string; represents?: readonly string[] } = {},
): Promise<PersonActor> {
	const personId = newId();
	await ownerQuery(
		'insert into people (operator_id, id, name, search_text, registered_at) values ($1, $2, $3, $3, now())',
		[operatorId, personId, name],
	);
	const scope = options.area
		? ({ scopeKind: 'area', scopeId: options.area } as const)
		: ({ scopeKind: 'operator', scopeId: null } as const);
	for (const role of options.roles ?? []) {
		await ownerQuery(
			`insert into role_grants (operator_id, id, person_id, role, scope_kind, scope_id, valid_from, granted_at)
			values ($1, $2, $3, $4, $5, $6, '2020-04-01', now())`,
			[operatorId, newId(), personId, role, scope.scopeKind, scope.scopeId],
		);
	}
	for (const organisationId of options.represents ?? []) {
		await ownerQuery(
			`insert into representations (operator_id, id, person_id, organisation_id, valid_from, confirmed_at)
			values ($1, $2, $3, $4, '2020-04-01', now())`,
			[operatorId, newId(), personId, organisationId],
		);
	}
	return {
		kind: 'person',
		operatorId,
		personId,
		grants: (options.roles ?? []).map((role) => ({ role, ...scope })),
		represents: options.represents ?? [],
	};
}

export async function anOrganisation(operatorId: string, name: string): Promise<string> {
	const id = newId();
	await ownerQuery(
		`insert into organisations (operator_id, id, name, name_kana, sort_key, kind, actor_group, search_text, created_at, changed_at)
		values ($1, $2, $3, $3, $3, 'voluntary', 'civicGroup', $3, now(), now())`,
		[operatorId, id, name],
	);
	return id;
}

export async function anArea(
	operatorId: string,
	name: string,
	partitionName = '生活圏域',
): Promise<string> {
	const partitionId = newId();
	await ownerQuery(
		`insert into partitions (operator_id, id, name, position, asked_of_residents) values ($1, $2, $3, 1, true)
		on conflict (operator_id, name) do nothing`,
		[operatorId, partitionId, partitionName],
	);
	const id = newId();
	await ownerQuery(
		`insert into areas (operator_id, id, partition_id, name, name_kana, sort_key, valid_from)
		select $1, $2, id, $3, $3, $3, '2020-04-01' from partitions where operator_id = $1 and name = $4`,
		[operatorId, id, name, partitionName],
	);
	return id;
}

/** A council with the people whom most tests need. Every test has its own, so tests never meet. */
export async function aCouncil() {
	const { operatorId, slug } = await anOperator();
	const harbourArea = await anArea(operatorId, '北浜東');
	const hillArea = await anArea(operatorId, '灯山');
	const lanternGroup = await anOrganisation(operatorId, 'あかりの会');
	const harbourGroup = await anOrganisation(operatorId, 'みなと見守り隊');
	const visitor: Actor = { kind: 'anyone', operatorId };
	return {
		operatorId,
		slug,
		harbourArea,
		hillArea,
		lanternGroup,
		harbourGroup,
		visitor,
		/** 事務局 */
		sato: await aPerson(operatorId, '佐藤 事務局', { roles: ['secretariat'] }),
		/** a second 事務局, for everything that needs another pair of eyes */
		kato: await aPerson(operatorId, '加藤 事務局', { roles: ['secretariat'] }),
		/** 地域福祉コーディネーター of 北浜東 only */
		mori: await aPerson(operatorId, '森 コーディネーター', {
			roles: ['coordinator'],
			area: harbourArea,
		}),
		/** ward officer */
		ono: await aPerson(operatorId, '小野 区職員', { roles: ['officer'] }),
		/** resident with an account */
		ito: await aPerson(operatorId, '伊藤 住民'),
		/** acts for あかりの会 */
		ueda: await aPerson(operatorId, '上田 あかりの会', { represents: [lanternGroup] }),
		/** acts for みなと見守り隊 */
		kudo: await aPerson(operatorId, '工藤 みなと', { represents: [harbourGroup] }),
		/** auditor */
		abe: await aPerson(operatorId, '阿部 監査', { roles: ['auditor'] }),
	};
}
