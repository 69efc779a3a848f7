# libFuzzer's instrumentation for the library and for what is built from here on; a fuzzer links its main function too.
target_compile_options(cspkit PRIVATE -fsanitize=fuzzer-no-link)
add_compile_options(-fsanitize=fuzzer-no-link)

add_custom_target(fuzzers)

# cspkit_fuzzer(NAME source…): the program NAME_fuzz, which `./dev fuzz NAME` runs over fuzz/corpus/NAME.
function(cspkit_fuzzer name)
  add_executable(${name}_fuzz ${ARGN})
  target_link_libraries(${name}_fuzz PRIVATE cspkit)
  target_include_directories(${name}_fuzz PRIVATE ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR}/tests)
  target_link_options(${name}_fuzz PRIVATE -fsanitize=fuzzer)
  cspkit_warnings(${name}_fuzz)
  add_dependencies(fuzzers ${name}_fuzz)
endfunction()
