import { nameHeadings, type Target } from './targets.ts';

const stems = ['団体', '組織', '法人', '事業所', '事業者', '施設', '会', 'グループ', 'サークル'];
const moreStems = [
	...['団体・施設', '機関', '企業', '会社', '店舗', '学校', '医療機関', '薬局', '町会', '自治会'],
	...[
		'町内会',
		'町会・自治会',
		'自治会・町内会',
		'加盟団体',
		'登録団体',
		'会員',
		'構成団体',
		'クラブ',
	],
	...[
		'委員会',
		'協議会',
		'ボランティア',
		'ボランティア団体',
		'福祉サービス事業所',
		'介護サービス事業所',
	],
];

/** 団体名簿: our own headings first, then those of 自治体標準オープンデータセット and of lists as offices keep them. */
export const organisationTargets: readonly Target[] = [
	{
		field: 'name',
		names: [
			...['団体名', '名称', '団体の名称', '組織名', '団体・機関名', '加盟団体', '会員名', 'name'],
			...['介護サービス事業所名称', '施設名称', '法人の名称', '町会名', '自治会名'],
			...nameHeadings(...stems),
		],
		endings: nameHeadings(...stems, ...moreStems),
	},
	{
		field: 'nameKana',
		names: [
			...['フリガナ', '名称_カナ', '団体名カナ', 'ふりがな', 'カナ', '名称カナ', '団体名フリガナ'],
			...[
				'よみがな',
				'読み',
				'読み仮名',
				'介護サービス事業所名称_カナ',
				'施設名称_カナ',
				'name_kana',
			],
		],
		endings: ['カナ', 'フリガナ', 'よみがな', '読み仮名'],
	},
	{ field: 'nameEnglish', names: ['英語名', '名称_英語', '名称_英字'], endings: ['英語名'] },
	{
		field: 'kind',
		names: ['団体種別', '種別', '区分', '種類', '団体区分', '会員区分', '団体の種類', '業種'],
		endings: ['団体種別', '団体区分', '団体の種類', '会員種別'],
	},
	{ field: 'legalForm', names: ['法人格', '法人種別', '法人の種類', '組織形態'] },
	{ field: 'actorGroup', names: ['立場'] },
	{ field: 'corporateNumber', names: ['法人番号'], endings: ['法人番号'] },
	{
		field: 'representativeTitle',
		names: ['代表者役職', '代表者職名', '役職', '職名', '代表者の役職'],
	},
	{
		field: 'representativeName',
		names: ['代表者氏名', '代表者', '代表者名', '代表', '会長', '会長名', '理事長', '施設長'],
		endings: ['代表者氏名', '代表者名', '代表者の氏名', '会長名', '会長氏名', '管理者氏名'],
	},
	{ field: 'contactSection', names: ['担当部署', '部署', '部署名', '担当課'] },
	{
		field: 'contactName',
		names: ['担当者氏名', '担当者', '担当者名', '連絡先名称', '連絡担当者', '窓口担当者'],
		endings: ['担当者氏名', '担当者名', '連絡責任者'],
	},
	{ field: 'postalCode', names: ['郵便番号', '〒', '郵便'], endings: ['郵便番号'] },
	{
		field: 'address',
		names: [
			...[
				'所在地',
				'住所',
				'所在地_連結表記',
				'事務所所在地',
				'事務局所在地',
				'活動場所',
				'address',
			],
			...['施設所在地', '事務所の所在地', '主たる事務所の所在地', '連絡先住所'],
		],
		endings: ['所在地', '住所'],
	},
	{ field: 'region', partOf: 'address', names: ['所在地_都道府県', '都道府県名', '都道府県'] },
	{ field: 'city', partOf: 'address', names: ['所在地_市区町村', '市区町村名', '市町村名'] },
	{ field: 'town', partOf: 'address', names: ['所在地_町字', '町字'] },
	{ field: 'lot', partOf: 'address', names: ['所在地_番地以下', '番地'] },
	{
		field: 'building',
		partOf: 'address',
		names: ['方書', '建物名等(方書)', '建物名', '施設方書', 'ビル名'],
	},
	{
		field: 'telephone',
		names: [
			...[
				'電話番号',
				'電話',
				'TEL',
				'連絡先電話番号',
				'電話番号1',
				'施設電話番号',
				'問合せ先電話番号',
			],
			...['telephoneNumber', '連絡先TEL', '代表電話', '連絡先(電話)', '連絡先'],
		],
		endings: ['電話番号', '電話', 'TEL'],
	},
	{
		field: 'phoneAndFax',
		partOf: 'telephone',
		names: ['電話・FAX', 'TEL/FAX', '電話番号・FAX番号'],
	},
	{
		field: 'fax',
		names: ['FAX番号', 'FAX', 'ファックス', 'ファクス番号', 'ファクシミリ', 'ファックス番号'],
		endings: ['FAX', 'FAX番号', 'ファックス', 'ファクス'],
	},
	{
		field: 'email',
		names: [
			'メール',
			'メールアドレス',
			'Eメール',
			'E-mail',
			'連絡先メールアドレス',
			'mail',
			'電子メール',
		],
		endings: ['メールアドレス', 'e-mail', 'メール'],
	},
	{
		field: 'url',
		names: [
			'URL',
			'ホームページ',
			'HP',
			'ウェブサイト',
			'ホームページURL',
			'referenceObject',
			'Webサイト',
		],
		endings: ['URL', 'ホームページ', 'ホームページアドレス'],
	},
	{ field: 'founded', names: ['設立', '設立年月', '設立年月日', '設立年', '発足年', '結成年月日'] },
	{
		field: 'memberCount',
		names: ['会員数', '構成員数', '職員数', '人数', '世帯数', '加入世帯数', '部員数', 'メンバー数'],
	},
	{
		field: 'activity',
		names: [
			...[
				'活動内容',
				'事業内容',
				'主な活動',
				'主な活動内容',
				'活動の内容',
				'実施サービス',
				'service',
			],
			...['サービス種別', '提供サービス', '事業概要', '団体の概要', '概要', '説明', '活動紹介'],
		],
		endings: ['活動内容', '事業内容', '活動概要'],
	},
	{
		field: 'reason',
		names: ['活動の理由', '設立の経緯', '目的', '活動目的', '設立目的', '設立趣旨'],
	},
	{ field: 'audience', names: ['対象', '対象者', '主な対象', '利用対象', '活動対象'] },
	{ field: 'strengths', names: ['強み', '特長', '特徴', 'PR', 'アピールポイント'] },
	{ field: 'offers', names: ['提供できること', '協力できること', '支援できること'] },
	{ field: 'needs', names: ['求めていること', '協力してほしいこと', '連携したいこと'] },
	{ field: 'ownIssues', names: ['抱えている課題', '困っていること', '課題'] },
	{ field: 'stance', names: ['連携の考え方'] },
	{ field: 'fields', names: ['活動分野', '分野', 'ジャンル', 'カテゴリ', '分類'] },
	{
		field: 'areas',
		names: [
			'圏域',
			'活動地域',
			'地区',
			'活動圏域',
			'活動エリア',
			'日常生活圏域',
			'地区名',
			'圏域名',
		],
	},
	{ field: 'continuity', names: ['継続の見通し'] },
];
