# Warnings and sanitizers, the same for every target.
function(cspkit_warnings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # g++ 12 sees overlaps in std::string operator+ that are not there (GCC bug 105651).
    target_compile_options(${target} PRIVATE -Wno-restrict)
  endif()
  if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    # What clang-tidy's bugprone-reserved-identifier finds, without its walk through every system header.
    target_compile_options(${target} PRIVATE -Wreserved-identifier)
  endif()
  if(CSPKIT_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()

if(CSPKIT_SANITIZE)
  add_compile_options(-fsanitize=${CSPKIT_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${CSPKIT_SANITIZE})
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
endif()

# For the program and the tests: nearly half of what a build with sanitizers takes is the optimizer's, and code that only
# calls the library gains little by it. The library itself is what the -O1 of those presets is for.
function(cspkit_leave_unoptimized_under_sanitizers target)
  if(CSPKIT_SANITIZE)
    target_compile_options(${target} PRIVATE -O0)
  endif()
endfunction()
