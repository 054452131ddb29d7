-- What a scenario script sees: the API of bcf and the parts of Lua that scripts have.
-- Made by `bcf api --format luacheck`.
std = {
  read_globals = {
    -- bcf
    "apportion", "assume", "beta", "between", "discrete", "empirical", "expect", "fmt", "gbp", "lever", "lognormal",
    "normal", "percent", "pert", "random", "scenario", "triangular", "uniform", "use",
    -- Lua
    "assert", "empty", "error", "ipairs", "pairs", "pcall", "print", "select", "tonumber", "tostring", "type", "xpcall",
    math = {
      fields = {
        "abs", "ceil", "floor", "fmod", "huge", "max", "maxinteger", "min", "mininteger", "modf", "pi", "sqrt",
        "tointeger", "type", "ult",
      },
    },
    string = {
      fields = {
        "byte", "char", "find", "format", "gmatch", "gsub", "len", "lower", "match", "rep", "reverse", "sub", "upper",
      },
    },
    table = {
      fields = {
        "concat", "insert", "move", "pack", "remove", "sort", "unpack",
      },
    },
    utf8 = {
      fields = {
        "char", "charpattern", "codepoint", "codes", "len", "offset",
      },
    },
  },
}
max_line_length = 120
exclude_files = { ".bcf/**" }
files["Benchmarks/peers"] = { std = "lua54" }
