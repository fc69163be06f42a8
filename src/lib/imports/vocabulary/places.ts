import { nameHeadings, type Target } from './targets.ts';

const stems = [
	...['施設', '居場所', '場所', '会場', '拠点', 'サロン', '食堂', 'こども食堂', '子ども食堂'],
	...[
		'事業所',
		'窓口',
		'相談窓口',
		'店舗',
		'店',
		'広場',
		'ひろば',
		'カフェ',
		'センター',
		'園',
		'学校',
	],
	...['保育所', '保育園', '幼稚園', '病院', '医療機関', 'クラブ', '児童クラブ', '公園', '避難所'],
	...[
		'避難場所',
		'集会所',
		'公民館',
		'教室',
		'建物',
		'設置場所',
		'設置施設',
		'実施場所',
		'開催場所',
	],
	...['通いの場', 'スポット', '温泉', '図書館', '駅', '機関', '薬局'],
];

/** 居場所・施設の名簿: our own headings first, then those of 推奨データセット and of lists as offices keep them. */
export const placeTargets: readonly Target[] = [
	{
		field: 'name',
		names: [
			...['名称', '施設名', '居場所名', '場所の名称', '介護サービス事業所名称', '場所名称', 'name'],
			...nameHeadings(...stems),
			...['installationLocation', '設置場所', '設置施設', '実施場所', '開催場所', '会場', '施設'],
			...['イベント名', '団体名', '地域名'],
		],
		endings: nameHeadings(...stems),
	},
	{
		field: 'nameKana',
		names: [
			...[
				'名称_カナ',
				'フリガナ',
				'名称カナ',
				'施設名カナ',
				'ふりがな',
				'よみがな',
				'カナ',
				'読み',
			],
			...['介護サービス事業所名称_カナ', '施設名称_カナ', '施設名フリガナ'],
		],
		endings: ['カナ', 'フリガナ', 'よみがな', '読み仮名'],
	},
	{
		field: 'kind',
		names: [
			...[
				'種別',
				'種類',
				'区分',
				'施設種別',
				'施設区分',
				'施設の種類',
				'医療機関の種類',
				'文化財分類',
			],
			...['分類', '業態', '営業の種類', '実施サービス', 'サービス種別', 'service', 'カテゴリ'],
		],
		endings: ['種別', '区分', '分類'],
	},
	{ field: 'functions', names: ['機能'] },
	{ field: 'postalCode', names: ['郵便番号', '〒', '郵便'], endings: ['郵便番号'] },
	{
		field: 'address',
		names: [
			...[
				'住所',
				'所在地',
				'所在地_連結表記',
				'施設所在地',
				'設置位置住所',
				'address',
				'開催場所住所',
			],
			...['所在地住所', '会場住所', '所在'],
		],
		endings: ['所在地', '住所'],
	},
	{ field: 'region', partOf: 'address', names: ['所在地_都道府県', '都道府県名', '都道府県'] },
	{ field: 'city', partOf: 'address', names: ['所在地_市区町村', '市区町村名', '市町村名'] },
	{ field: 'town', partOf: 'address', names: ['所在地_町字', '町字'] },
	{ field: 'lot', partOf: 'address', names: ['所在地_番地以下', '番地'] },
	{
		field: 'building',
		names: ['方書', '建物名等(方書)', '建物名', '施設方書', '設置位置', 'ビル名'],
	},
	{
		field: 'latitude',
		names: ['緯度', 'latitude', 'lat', '緯度(北緯)', 'Y座標'],
		endings: ['緯度'],
	},
	{
		field: 'longitude',
		names: ['経度', 'longitude', 'lon', 'lng', '経度(東経)', 'X座標'],
		endings: ['経度'],
	},
	{
		field: 'position',
		partOf: 'latitude',
		names: ['緯度経度', '緯度・経度', '位置情報', 'location', '座標', '緯度,経度', 'latlng'],
	},
	{
		field: 'telephone',
		names: [
			...['電話番号', '電話', 'TEL', '連絡先電話番号', '施設電話番号', '問合せ先電話番号'],
			...['telephoneNumber', '連絡先TEL', '代表電話', '連絡先(電話)', '問合せ先', '連絡先'],
		],
		endings: ['電話番号', '電話', 'TEL'],
	},
	{
		field: 'hours',
		names: ['利用日時', '開催日時', '日時', '開設時間', '開館時間', '活動日時', '診療時間'],
	},
	{
		field: 'openDays',
		partOf: 'hours',
		names: [
			...[
				'利用可能曜日',
				'開催曜日',
				'曜日',
				'開設日',
				'開催日',
				'診療曜日',
				'availableDate',
				'開館日',
			],
			...['活動日', '営業日', '実施日'],
		],
	},
	{
		field: 'opensAt',
		partOf: 'hours',
		names: [
			...[
				'開始時間',
				'利用開始時間',
				'診療開始時間',
				'営業開始時間',
				'開館時刻',
				'startTime',
				'開始時刻',
			],
			...['normalTime', '時間', '開催時間', '利用時間', '営業時間'],
		],
	},
	{
		field: 'closesAt',
		partOf: 'hours',
		names: ['終了時間', '利用終了時間', '診療終了時間', '営業終了時間', 'endTime', '終了時刻'],
	},
	{
		field: 'hoursNote',
		partOf: 'hours',
		joins: true,
		names: [
			...[
				'利用可能日時特記事項',
				'利用可能時間特記事項',
				'利用可能曜日特記事項',
				'診療日時特記事項',
			],
			...[
				'開始日時特記事項',
				'営業時間備考',
				'定休日',
				'休館日',
				'定休日備考',
				'availableDateNote',
			],
			...['休業日', '休診日'],
		],
	},
	{ field: 'booking', names: ['予約', '予約要否', '予約の要否', '事前予約', '参加申込'] },
	{
		field: 'fee',
		names: [
			...['費用', '料金', '参加費', '利用料金', '利用料', '料金(基本)', '入館料', '会費'],
			'normalPrice',
		],
	},
	{ field: 'feeNote', partOf: 'fee', names: ['料金(詳細)', '料金詳細', 'detailPrice'] },
	{
		field: 'audience',
		names: ['対象', '対象者', '利用対象', '受入年齢', '対象年齢', '主な対象', 'targetChildren'],
	},
	{ field: 'stepFree', names: ['段差なし', '車椅子可', '車いす', '車いす可', '車椅子'] },
	{
		field: 'accessibleToilet',
		names: ['多目的トイレ', 'バリアフリートイレ', '車椅子使用者用トイレ有無', '多機能トイレ'],
	},
	{ field: 'lift', names: ['エレベーター', 'エレベーター有無', 'エレベータ'] },
	{ field: 'addressShown', names: ['住所の公開範囲'] },
	{ field: 'remark', joins: true, names: ['備考', 'note', '特記事項', '摘要', '備考欄'] },
	{
		field: 'description',
		partOf: 'remark',
		joins: true,
		names: ['説明', '概要', '活動内容', '事業内容', '内容', 'バリアフリー情報', '紹介'],
	},
	{
		field: 'organisationId',
		names: [
			...['運営団体', '運営', '団体', '団体名', '運営主体', '実施団体', '運営法人', '設置主体'],
			...['法人の名称', '法人名', '設置者', '主催者', '事業者名', '運営事業者'],
		],
	},
	{
		field: 'areaId',
		names: ['圏域', '地区', '日常生活圏域', '地区名', '圏域名', '小学校区', '町会'],
	},
];
