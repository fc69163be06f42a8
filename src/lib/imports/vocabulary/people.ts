import type { Target } from './targets.ts';

/**
 * 人の名簿: only what is kept about a person. Dates of birth, sex and addresses are not read, so that a list of more
 * than is needed does not become a register of more than is needed.
 */
export const peopleTargets: readonly Target[] = [
	{
		field: 'name',
		names: [
			...[
				'氏名',
				'名前',
				'お名前',
				'姓名',
				'会員氏名',
				'委員氏名',
				'登録者氏名',
				'会員名',
				'委員名',
			],
			...['参加者氏名', 'ボランティア氏名', '民生委員氏名', '担当者氏名', '代表者氏名', 'name'],
		],
		endings: ['氏名', 'の名前', '者名', '委員名'],
	},
	{ field: 'familyName', partOf: 'name', names: ['姓', '苗字', '名字', '氏'] },
	{ field: 'givenName', partOf: 'name', names: ['名'] },
	{
		field: 'nameKana',
		names: [
			'フリガナ',
			'ふりがな',
			'氏名カナ',
			'氏名フリガナ',
			'カナ',
			'カナ氏名',
			'よみがな',
			'読み',
		],
		endings: ['カナ', 'フリガナ', 'よみがな'],
	},
	{ field: 'familyKana', partOf: 'nameKana', names: ['セイ', '姓カナ', '姓フリガナ'] },
	{ field: 'givenKana', partOf: 'nameKana', names: ['メイ', '名カナ', '名フリガナ'] },
	{ field: 'calledName', names: ['呼び名', '呼ばれたい名前', '通称', 'ニックネーム'] },
	{
		field: 'tie',
		names: ['地域との関わり', '在住・在勤', '在住在勤在学', '在住等の別', '住民区分'],
	},
	{
		field: 'telephone',
		names: ['電話番号', '電話', 'TEL', '自宅電話', '携帯電話', '携帯', '連絡先', '連絡先電話番号'],
		endings: ['電話番号', '電話', 'TEL', '携帯番号'],
	},
	{
		field: 'phoneAndFax',
		partOf: 'telephone',
		names: ['電話・FAX', 'TEL/FAX', '電話番号・FAX番号'],
	},
	{
		field: 'fax',
		names: ['FAX番号', 'FAX', 'ファックス', 'ファクス番号', 'ファクシミリ'],
		endings: ['FAX', 'FAX番号'],
	},
	{
		field: 'email',
		names: ['メール', 'メールアドレス', 'Eメール', 'E-mail', '電子メール', 'mail'],
		endings: ['メールアドレス', 'e-mail', 'メール'],
	},
	{ field: 'contactWish', names: ['連絡の希望', '連絡方法', '連絡についての希望', '希望連絡方法'] },
];
