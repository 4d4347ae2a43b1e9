"""Functions of the database that the tables of records need. Each may be made again at any time.

Functions that indexes or generated columns use must stay what they are: to change one, give it a new name.
"""

from frontdesk.crm.text_folding import PARTING

# The same as crm/text_folding.py: most texts are ASCII and take the short way.
FOLD = r"""
    CREATE OR REPLACE FUNCTION crm_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN CASE WHEN octet_length(value) = length(value) THEN lower(value)
        ELSE replace(
            lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f]', '', 'g')), U&'\03c2', U&'\03c3') END
"""

# A word for each run of letters (as crm/text_folding.py parts them), and one that names the workspace, so that an index
# which knows nothing of workspaces finds the rows of one. Words are cut at 40 letters: nobody searches for more of one.
WORDS = """
    CREATE OR REPLACE FUNCTION crm_words(workspace_id bigint, value text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (
        SELECT array_to_tsvector(array_agg(DISTINCT left(word, 40)) || ('@' || workspace_id))
        FROM regexp_split_to_table(crm_fold(value), '[PARTING]+') AS word WHERE word <> ''
    )
""".replace("PARTING", PARTING)

# The same words with a mark before them (crm/schema/marks.py).
MARKS = """
    CREATE OR REPLACE FUNCTION crm_marks(workspace_id bigint, mark text, value text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (
        SELECT coalesce(array_to_tsvector(array_agg(DISTINCT '@' || workspace_id || mark || left(word, 40))), '')
        FROM regexp_split_to_table(crm_fold(value), '[PARTING]+') AS word WHERE word <> ''
    )
""".replace("PARTING", PARTING)

# Digits of a phone number as one word, with and without what may be its country code. By the last nine two numbers are
# told to be one (Phone.likeness).
PHONE_WORDS = r"""
    CREATE OR REPLACE FUNCTION crm_phone_words(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN value || ' ' || regexp_replace(value, '\D', '', 'g')
        || ' ' || right(regexp_replace(value, '\D', '', 'g'), 10)
        || ' ' || right(regexp_replace(value, '\D', '', 'g'), 9)
"""

# The texts among the values of a workspace's own fields.
OWN_WORDS = """
    CREATE OR REPLACE FUNCTION crm_own_words(custom jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN CASE WHEN custom = '{}' THEN ''
        ELSE jsonb_path_query_array(custom, '$.* ? (@.type() == "string")')::text END
"""

# The stored forms of own fields do not hang on any setting of the session, though PostgreSQL cannot know.
OWN_VALUES = """
    CREATE OR REPLACE FUNCTION crm_date(value text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN value::date;
    CREATE OR REPLACE FUNCTION crm_time(value text) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN value::timestamptz;
    CREATE OR REPLACE FUNCTION crm_texts(value jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN (SELECT array_agg(item) FROM jsonb_array_elements_text(value) AS item)
"""

# Whom the transaction works for, and whether they see records of others.
CALLER = """
    CREATE OR REPLACE FUNCTION current_staff() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('frontdesk.user_id', true), '')::bigint;
    CREATE OR REPLACE FUNCTION crm_sees_all(wanted text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $sees$
        SELECT NOT EXISTS (
            SELECT 1 FROM crm_visibility v WHERE v.workspace_id = current_workspace() AND v.object = wanted
            AND v.role = current_setting('frontdesk.role', true) AND v.visibility = 'own'
        )
    $sees$
"""

# Learns the words of new and changed records, for searches with typing errors. Words with digits are not names. Two
# transactions that learn one word at the same time both write it, which does no harm and makes nobody wait.
LEARN = """
    CREATE OR REPLACE FUNCTION crm_learn_words() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $learn$
    BEGIN
        INSERT INTO crm_vocabulary (workspace_id, word, grams)
        SELECT DISTINCT changed.workspace_id, word, crm_grams(changed.workspace_id, word)
        FROM changed, unnest(tsvector_to_array(changed.search)) AS word
        WHERE length(word) BETWEEN 3 AND 30 AND word !~ '[0-9@]' AND NOT EXISTS (
            SELECT 1 FROM crm_vocabulary v WHERE v.workspace_id = changed.workspace_id AND v.word = word.word
        );
        RETURN NULL;
    END
    $learn$
"""

# Groups of three letters of a word, marked with the workspace so that an index finds those of one.
GRAMS = """
    CREATE OR REPLACE FUNCTION crm_grams(workspace_id bigint, word text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (
        SELECT array_agg(DISTINCT workspace_id || ':' || substr('  ' || word || ' ', place, 3))
        FROM generate_series(1, length(word) + 1) AS place
    )
"""

# The vocabulary of the caller's workspace, as the views of records are: row security would keep the planner from using
# the index over groups of letters.
KNOWN_WORDS = """
    CREATE OR REPLACE VIEW crm_known_words AS
        SELECT word, grams FROM crm_vocabulary WHERE workspace_id = (SELECT current_workspace());
    GRANT SELECT ON crm_known_words TO frontdesk_app
"""

ALL = (FOLD, WORDS, MARKS, PHONE_WORDS, OWN_WORDS, OWN_VALUES, CALLER, GRAMS, LEARN, KNOWN_WORDS)
