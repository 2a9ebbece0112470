"""The formats we know by name: 360Giving and NIH RePORTER.

360Giving: the data standard, version 1.4 (standard.threesixtygiving.org), as spreadsheets title their columns, as older
ones name them (amountAwarded), and as its JSON is flattened. Recipients who are persons are not named.

NIH RePORTER: what its web page exports (column names of 2021 and of 2023), what ExPORTER offers (TOTAL_COST) and what
its API calls them (award_amount). A row is a project's year, and repeated for each institute that funds it.
"""

from reports.awards.layouts import Layout

THREE_SIXTY = Layout(
    name="360Giving",
    columns={
        "id": ("Identifier", "id"),
        "title": ("Title",),
        "amount": ("Amount Awarded", "amountAwarded"),
        "currency": ("Currency",),
        "date": ("Award Date", "awardDate"),
        "area": ("Grant Programme:Title", "grantProgramme/title", "Grant Programme:Code"),
        "funder": ("Funding Org:Name", "fundingOrganization/name"),
        "recipient": ("Recipient Org:Name", "recipientOrganization/name"),
        "country": (
            *("Beneficiary Location:Country Code", "beneficiaryLocation/countryCode"),
            *("Recipient Org:Country", "recipientOrganization/addressCountry"),
        ),
        "type": ("Classifications:Title", "classifications/title", "Grant Type"),
    },
    needed=("id", "amount", "currency"),
)

NIH = Layout(
    name="NIH RePORTER",
    columns={
        "id": ("Application ID", "APPLICATION_ID", "appl_id"),
        "title": ("Project Title", "PROJECT_TITLE", "project_title"),
        "amount": ("Total Cost", "TOTAL_COST", "award_amount"),
        "part": ("Total Cost IC", "TOTAL_COST_IC"),
        "sub amount": ("Total Cost(Sub Projects)", "TOTAL_COST_SUB_PROJECT"),
        "sub": ("Subproject Number", "Sub Project ID", "SUBPROJECT_ID", "subproject_id"),
        "project": ("Project Number", "FULL_PROJECT_NUM", "project_num"),
        "core": ("Core Project Number", "CORE_PROJECT_NUM", "core_project_num"),
        "year": ("Fiscal Year", "FY", "fiscal_year"),
        "date": ("Award Notice Date", "AWARD_NOTICE_DATE", "award_notice_date"),
        "begin": ("Budget Start Date", "BUDGET_START", "budget_start"),
        "funder": ("Administering IC", "ADMINISTERING_IC", "agency_ic_admin/abbreviation", "Funding IC(s)"),
        "recipient": ("Organization Name", "ORG_NAME", "organization/org_name"),
        "country": ("Organization Country", "ORG_COUNTRY", "organization/org_country"),
        "type": ("Activity", "ACTIVITY", "activity_code"),
    },
    needed=("id", "amount"),
    currency="USD",
    dates="month first",
    repeats_over=frozenset({"funder"}),
)
