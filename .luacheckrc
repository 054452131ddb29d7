-- What a scenario script sees: the API of bcf and the parts of Lua that scripts have.
-- Made by `bcf api --format luacheck`.
std = {
  read_globals = {
    -- bcf
    "apportion", "assume", "expect", "fmt", "gbp", "lever", "percent", "random", "scenario", "use",
    -- Lua
    "assert", "error", "ipairs", "print", "select", "tonumber", "tostring", "type",
    math = {
      fields = {
        "abs", "ceil", "floor", "huge", "max", "maxinteger", "min", "mininteger", "tointeger", "type",
      },
    },
    string = {
      fields = {
        "byte", "char", "len", "lower", "reverse", "sub", "upper",
      },
    },
    table = {
      fields = {
        "concat", "insert", "remove", "unpack",
      },
    },
  },
}
max_line_length = 120
exclude_files = { ".bcf/**" }
files["Benchmarks/peers"] = { std = "lua54" }
