UPDATE plan_actions SET text = $3, version = version + 1, updated_at = now() WHERE id = $1 AND version = $2
RETURNING json_build_object('version', version, 'text', text)
